import { Refusal } from '../../contract/refusals.ts'
import type { Days } from '../../rules/days.ts'
import { addDays, isNightDate, type NightDate } from '../../rules/night-date.ts'
import { hasHouse } from '../houses/has-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { findTaken } from './ledger.ts'
import { DAYS_ASKED_MAX, readDaysAsked } from './read-days.ts'

export interface CalendarQuestion {
  readonly from?: string
  readonly to?: string
}

/**
 * The days of a house that can no longer be booked.
 *
 * @throws {Refusal} `dates_invalid`, `house_missing`.
 */
export async function showCalendar(
  db: Db,
  clock: Clock,
  house_id: number,
  question: CalendarQuestion,
) {
  const days = readDays(question, clock.today())
  if (!(await hasHouse(db, house_id))) throw new Refusal('house_missing')
  return { taken: await findTaken(db, house_id, days) }
}

/** Empty is the same as not given. */
function readDays({ from, to }: CalendarQuestion, today: NightDate): Days {
  const first = from || today
  const farthest = isNightDate(first) ? addDays(first, DAYS_ASKED_MAX - 1) : first
  return readDaysAsked(first, to || farthest)
}
