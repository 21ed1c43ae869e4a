import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { deleteExpired } from './session-sql.ts'

/** Removes sessions that have run out. */
export async function pruneSessions(db: Db, clock: Clock): Promise<void> {
  await deleteExpired(db, clock.now())
}
