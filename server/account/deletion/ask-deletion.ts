import { Refusal } from '../../../contract/refusals.ts'
import type { DeletionHold, PersonalData } from '../../personal-data.ts'
import type { Clock } from '../../platform/database/clock.ts'
import type { Db } from '../../schema.ts'
import { deleteSessionsOf } from '../session-sql.ts'

const DAY_MS = 86_400_000
const DAYS_TO_RETURN = 7

/** What must be over before somebody's account can go, of all rooms. */
export async function findHolds(
  db: Db,
  clock: Clock,
  personal: readonly PersonalData[],
  user_id: number,
): Promise<readonly DeletionHold[]> {
  const holds: DeletionHold[] = []
  for (const room of personal) holds.push(...((await room.holds?.(db, clock, user_id)) ?? []))
  return holds
}

/**
 * Takes down that somebody wants their account deleted: it is in 7 days, unless they log in. Their
 * sessions end, and nobody can book with them any more. Returns when it is due.
 *
 * @throws {Refusal} `account_in_use` with what is open.
 */
export async function askDeletion(
  db: Db,
  clock: Clock,
  personal: readonly PersonalData[],
  user_id: number,
): Promise<Date> {
  const asked_at = clock.now()
  const due_at = new Date(asked_at.getTime() + DAYS_TO_RETURN * DAY_MS)
  return db.transaction().execute(async (trx) => {
    const holds = await findHolds(trx, clock, personal, user_id)
    if (holds.length > 0) throw new Refusal('account_in_use', { holds })
    await trx
      .insertInto('account_deletions')
      .values({ user_id, asked_at, due_at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    for (const room of personal) await room.leave?.(trx, user_id)
    await deleteSessionsOf(trx, user_id)
    return due_at
  })
}
