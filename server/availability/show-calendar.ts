import { Refusal } from '../../contract/refusals.ts'
import type { Days } from '../../rules/days.ts'
import type { TermsOfDay } from '../../rules/free-days.ts'
import { firstArrival, termsOfDay } from '../../rules/house-rules.ts'
import { lastDayOf } from '../../rules/house-takes.ts'
import { addDays, daysBetween, isNightDate, type NightDate } from '../../rules/night-date.ts'
import { checkVisibleHouse } from '../houses/visible-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import { findPriced, type PricedHouse } from '../pricing/find-priced.ts'
import { askingNow } from '../pricing/price-stay.ts'
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
  const house = (await findPriced(db, [house_id])).get(house_id)
  if (!house) throw new Refusal('house_missing')
  const asking = askingNow(clock, window_days)
  return {
    taken,
    first_day: firstArrival(house.rules, today, asking.hour),
    last_day: lastDayOf(house.rules, asking),
    terms: house.terms_version === 0 ? [] : termsWithin(house, days),
  }
}

/** The days that say otherwise than the house does; guests may leave on the one behind the last. */
function termsWithin({ terms: house, rules }: PricedHouse, { first, last }: Days): TermsOfDay[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, offset) => {
    const date = addDays(first, offset)
    const { price: _price, ...terms } = termsOfDay(house, rules, date)
    return { date, ...terms }
  }).filter(
    ({ min_days, max_days, arrive, leave }) =>
      min_days !== house.min_days || max_days !== house.max_days || !arrive || !leave,
  )
}

/** Empty is the same as not given. */
function readDays({ from, to }: CalendarQuestion, today: NightDate): Days {
  const first = from || today
  const farthest = isNightDate(first) ? addDays(first, DAYS_ASKED_MAX - 1) : first
  return readDaysAsked(first, to || farthest)
}
