import { sql } from 'kysely'
import { Refusal } from '../../contract/refusals.ts'
import type { Days } from '../../rules/days.ts'
import { termsOfDay } from '../../rules/house-rules.ts'
import { addDays, daysBetween, type NightDate } from '../../rules/night-date.ts'
import { checkOwnHouse, type OwnHouse } from '../houses/own-house.ts'
import { findPriced } from '../pricing/find-priced.ts'
import type { Db } from '../schema.ts'
import { findTaken, rangeOf } from './ledger.ts'

interface HeldDays {
  readonly kind: 'order' | 'closed' | 'import'
  readonly order_id: number | null
  readonly note: string | null
  readonly feed_id: number | null
  readonly first: NightDate
  readonly last: NightDate
}

const STATES = { order: 'held', closed: 'closed', import: 'imported' } as const

/**
 * Each day of a house of one's own: free, or who holds it and what the host wrote there.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`.
 */
export async function showHostCalendar(db: Db, house: OwnHouse, days: Days) {
  await checkOwnHouse(db, house)
  const priced = (await findPriced(db, [house.house_id])).get(house.house_id)
  if (!priced) throw new Refusal('house_missing')
  const held = await findHeldDays(db, house.house_id, days)
  const taken = await findTaken(db, house.house_id, days)
  return {
    days: Array.from({ length: daysBetween(days.first, days.last) }, (_, offset) => {
      const date = addDays(days.first, offset)
      const holder = held.find(({ first, last }) => first <= date && date <= last)
      const { price, min_days, max_days } = termsOfDay(priced.terms, priced.rules, date)
      // Nobody holds it, and no stay can have it.
      const gap =
        !holder && taken.some(({ start_date, end_date }) => start_date <= date && date <= end_date)
      return { date, price, min_days, max_days, ...stateOf(holder), ...(gap && { gap }) }
    }),
  }
}

function stateOf(holder: HeldDays | undefined) {
  if (!holder) return { state: 'free' as const }
  const { kind, order_id, note, feed_id } = holder
  return {
    state: STATES[kind],
    ...(order_id !== null && { order_id }),
    ...(note && { note }),
    ...(feed_id !== null && { feed_id }),
  }
}

/** Imported days name the first feed that says so. */
async function findHeldDays(db: Db, house_id: number, days: Days) {
  const { rows } = await sql<HeldDays>`
    SELECT held.kind, held.order_id, closed_days.note, feed.id AS feed_id,
      lower(part.nights) AS first, upper(part.nights) - 1 AS last
    FROM held_nights AS held
    LEFT JOIN closed_days ON held.kind = 'closed' AND closed_days.id = held.holder_id
    LEFT JOIN LATERAL (
      SELECT calendar_feeds.id, feed_ranges.nights FROM calendar_feeds
      JOIN feed_ranges ON feed_ranges.feed_id = calendar_feeds.id
      WHERE held.kind = 'import' AND calendar_feeds.house_id = held.house_id
        AND feed_ranges.nights && held.nights AND NOT feed_ranges.echo
    ) AS feed ON true
    CROSS JOIN LATERAL (SELECT held.nights * coalesce(feed.nights, held.nights) AS nights) AS part
    WHERE held.house_id = ${house_id} AND held.nights && ${rangeOf(days)}
    ORDER BY part.nights, feed.id`.execute(db)
  return rows
}
