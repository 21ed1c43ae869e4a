import type { Clock } from '../platform/clock.ts'
import type { Db } from '../schema.ts'
import { deleteExpired } from './sql.ts'

/** Removes sessions and counts of tries that have run out. */
export const prunePassport = (db: Db, clock: Clock): Promise<void> => deleteExpired(db, clock.now())
