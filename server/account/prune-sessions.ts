import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { deleteChallenges } from './passkeys/passkey-rows.ts'
import { deleteExpired } from './session-sql.ts'

/** Removes sessions, and what keys were to sign, that have run out. */
export async function pruneSessions(db: Db, clock: Clock): Promise<void> {
  await deleteExpired(db, clock.now())
  await deleteChallenges(db, clock.now())
}
