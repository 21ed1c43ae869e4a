import { type HouseRules, NO_RULES } from '../../rules/house-rules.ts'
import { addDays } from '../../rules/night-date.ts'
import { changeHostCalendar } from '../availability/change-host-calendar.ts'
import type { Clock } from '../platform/database/clock.ts'
import { changeRules } from '../pricing/change-rules.ts'
import { findPriced } from '../pricing/find-priced.ts'
import type { Db } from '../schema.ts'

const WEEKEND = [5, 6]
const HUNDRED_YUAN = 10_000

/** A price that a host would write: a part more, in tens of yuan. */
const more = (price: number, part: number): number =>
  Math.round((price * (1 + part)) / (HUNDRED_YUAN / 10)) * (HUNDRED_YUAN / 10)

/** What they ask beside the price and promise, one after the other. */
const TERMS: readonly Partial<HouseRules>[] = [
  { fees: { cleaning: 6_000, extra_guest: 0, guests_included: 1 } },
  {
    cancellation: { policy: 'moderate', tiers: [], free_hours: 24 },
    booking: 'instant_known',
  },
  {
    fees: { cleaning: 8_000, extra_guest: 5_000, guests_included: 2 },
    cancellation: { policy: 'strict', tiers: [], free_hours: 48 },
    names_required: true,
  },
]

/** By the place of the house among those of the host: from when, how many, and why. */
const CLOSED = [
  { house: 0, from: 26, days: 3, note: '自住，家里来人' },
  { house: 1, from: 12, days: 1, note: '电话预订：李女士' },
  { house: 2, from: 19, days: 2, note: '维修热水器' },
] as const

/** What the host says of prices and stays, and days that are closed where nobody has booked them. */
export async function setCalendars(
  db: Db,
  clock: Clock,
  user_id: number,
  house_ids: readonly number[],
): Promise<void> {
  const today = clock.today()
  for (const [house_id, { terms }] of await findPriced(db, house_ids)) {
    const weekday = { price: more(terms.price, 0.15) }
    const season = { name: '旺季', start_date: addDays(today, 34), end_date: addDays(today, 47) }
    const rules = {
      ...NO_RULES,
      weekdays: WEEKEND.map((day) => ({ weekday: day, ...weekday })),
      ranges: [{ ...season, price: more(terms.price, 0.4), min_days: 2 }],
      week_percent: 10,
      month_percent: 25,
      ...TERMS[house_ids.indexOf(house_id) % TERMS.length],
    }
    // The hours of a stay are as they were: nobody is told.
    await changeRules(db, clock, async () => undefined, { house_id, user_id }, rules)
  }
  for (const { house, from, days, note } of CLOSED) {
    const first = addDays(today, from)
    const range = { first, last: addDays(first, days - 1) }
    const change = { closed: true, note, free_only: true }
    const house_id = house_ids[house] ?? 0
    // No price is set here, so the currency says nothing.
    const site = { clock, currency: 'CNY' }
    await changeHostCalendar(db, site, { house_id, user_id }, [{ days: range, change }])
  }
}
