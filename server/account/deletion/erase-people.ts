import { findAddress } from '../../mail/address-rows.ts'
import type { PersonalData } from '../../personal-data.ts'
import type { Clock } from '../../platform/database/clock.ts'
import { forgetJobs } from '../../platform/jobs/forget-jobs.ts'
import { forgetTriesAt } from '../../platform/limits/count-in-database.ts'
import type { Db, Trx } from '../../schema.ts'
import { findHolds } from './ask-deletion.ts'
import { findDue, keepForRemoval, lockLeaving, putOff } from './deletion-rows.ts'

const PEOPLE_MAX = 20
/** Something was opened meanwhile, as a booking made in the same moment: it is looked at again. */
const AGAIN_MS = 86_400_000

/** Erases the people whose time has come, each in a transaction of their own. */
export async function erasePeople(
  db: Db,
  clock: Clock,
  personal: readonly PersonalData[],
  stopping: AbortSignal,
): Promise<void> {
  for (const user_id of await findDue(db, clock.now(), PEOPLE_MAX)) {
    if (stopping.aborted) return
    await db.transaction().execute((trx) => erasePerson(trx, clock, personal, user_id))
  }
}

/** The person is locked first, as whoever logs in does it: either they return, or there is nobody. */
async function erasePerson(
  trx: Trx,
  clock: Clock,
  personal: readonly PersonalData[],
  user_id: number,
): Promise<void> {
  const now = clock.now()
  const person = await lockLeaving(trx, user_id, now)
  if (!person) return
  if ((await findHolds(trx, clock, personal, user_id)).length > 0)
    return putOff(trx, user_id, new Date(now.getTime() + AGAIN_MS))
  const { mobile, name, real_name, id_card } = person
  const mail = await findAddress(trx, user_id)
  const addresses = [mail?.address ?? null, mail?.pending ?? null]
  const identifiers = [mobile, name, real_name, id_card, ...addresses].filter(isTelling)
  const leaving = { user_id, mobile, identifiers, now }
  for (const room of personal.toReversed())
    await keepForRemoval(trx, (await room.erase?.(trx, leaving)) ?? [], now)
  for (const subject of [mobile, ...addresses]) if (subject) await forgetTriesAt(trx, subject)
  await forgetJobs(trx, identifiers)
}

/** A name of one character is in half of all texts. */
const isTelling = (word: string | null): word is string => word !== null && [...word].length > 1
