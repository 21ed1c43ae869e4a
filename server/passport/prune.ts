import type { Clock } from '../platform/clock.ts'
import type { Db } from '../schema.ts'
import { deleteExpired } from './sql.ts'

/** Removes sessions that have run out. */
export async function pruneSessions(db: Db, clock: Clock): Promise<void> {
  await deleteExpired(db, clock.now())
}
