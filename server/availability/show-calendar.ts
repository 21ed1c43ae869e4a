import type { Days } from '../../rules/days.ts'
import { addDays, isNightDate, type NightDate } from '../../rules/night-date.ts'
import { lastBookableDay } from '../../rules/stay-rules.ts'
import { checkVisibleHouse } from '../houses/visible-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { findTaken } from './ledger.ts'
import { DAYS_ASKED_MAX, readDaysAsked } from './read-days.ts'
import type { BookingLimits } from './settings.ts'

export interface CalendarQuestion {
  readonly from?: string
  readonly to?: string
}

/**
 * The days of a house that can no longer be booked, and the last one that can be booked yet.
 *
 * @throws {Refusal} `dates_invalid`, `house_missing`.
 */
export async function showCalendar(
  db: Db,
  clock: Clock,
  { window_days }: BookingLimits,
  house_id: number,
  viewer_id: number | undefined,
  question: CalendarQuestion,
) {
  const today = clock.today()
  const days = readDays(question, today)
  await checkVisibleHouse(db, house_id, viewer_id)
  const taken = await findTaken(db, house_id, days)
  return { taken, last_day: lastBookableDay(today, window_days) }
}

/** Empty is the same as not given. */
function readDays({ from, to }: CalendarQuestion, today: NightDate): Days {
  const first = from || today
  const farthest = isNightDate(first) ? addDays(first, DAYS_ASKED_MAX - 1) : first
  return readDaysAsked(first, to || farthest)
}
