import { Refusal } from '../../contract/refusals.ts'
import type { Days } from '../../rules/days.ts'
import { type HouseRules, termsOfDay } from '../../rules/house-rules.ts'
import { addDays, daysBetween } from '../../rules/night-date.ts'
import { checkOwnHouse, type OwnHouse } from '../houses/own-house.ts'
import { findPriced, type PricedHouse } from '../pricing/find-priced.ts'
import type { Db } from '../schema.ts'
import { findHeldDays, type HeldDays } from './held-days.ts'
import { findTaken, type TakenDays } from './ledger.ts'

/**
 * Each day of a house of one's own: free, or who holds it and what the host wrote there.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`.
 */
export async function showHostCalendar(db: Db, house: OwnHouse, days: Days) {
  await checkOwnHouse(db, house)
  const [calendar] = await readCalendars(db, [house.house_id], days)
  if (!calendar) throw new Refusal('house_missing')
  return { days: calendar.days }
}

/** The same of several houses; those that are not this person's are left out. */
export async function listHostCalendars(
  db: Db,
  user_id: number,
  house_ids: readonly number[],
  days: Days,
) {
  const own = await db
    .selectFrom('houses')
    .select('id')
    .where('host_id', '=', user_id)
    .where('id', 'in', house_ids)
    .orderBy('id')
    .execute()
  const ids = own.map(({ id }) => id)
  return { houses: await readCalendars(db, ids, days) }
}

async function readCalendars(db: Db, house_ids: readonly number[], days: Days) {
  const houses = await findPriced(db, house_ids)
  const held = await findHeldDays(db, house_ids, days)
  const calendars = []
  for (const [house_id, priced] of houses) {
    const of_house = held.filter((one) => one.house_id === house_id)
    const taken = priced.rules.gap_days > 0 ? await findTaken(db, house_id, days) : []
    calendars.push({ house_id, days: daysOf(priced, days, of_house, taken) })
  }
  return calendars
}

function daysOf(
  { terms, rules }: PricedHouse,
  days: Days,
  held: readonly HeldDays[],
  taken: readonly TakenDays[],
) {
  return Array.from({ length: daysBetween(days.first, days.last) }, (_, offset) => {
    const date = addDays(days.first, offset)
    const holder = held.find(({ first, last }) => first <= date && date <= last)
    // Nobody holds it, and no stay can have it.
    const gap =
      !holder && taken.some(({ start_date, end_date }) => start_date <= date && date <= end_date)
    return {
      date,
      ...termsOfDay(terms, rules, date),
      ...originOf(rules, date),
      ...stateOf(holder),
      ...(gap && { gap }),
    }
  })
}

/** Where what holds on a day was said, if not for the house as a whole. */
function originOf({ days, ranges }: HouseRules, date: string) {
  const by_day = days.some((rule) => rule.date === date)
  const range = ranges.find(({ start_date, end_date }) => start_date <= date && date <= end_date)
  return { ...(by_day && { by_day }), ...(range && { season: range.name }) }
}

const STATES = { order: 'held', closed: 'closed', import: 'imported' } as const

function stateOf(holder: HeldDays | undefined) {
  if (!holder) return { state: 'free' as const }
  const { kind, order_id, note, feed_id, feed_name, conflict } = holder
  return {
    state: STATES[kind],
    ...(order_id !== null && { order_id }),
    ...(note && { note }),
    ...(feed_id !== null && { feed_id }),
    ...(feed_name !== null && { feed_name }),
    ...(conflict !== null && { conflict }),
  }
}
