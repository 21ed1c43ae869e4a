import { sql } from 'kysely'
import { ORDER_STATUSES } from '../../contract/order-terms.ts'
import { CALENDAR_CHECKS } from '../availability/calendar-checks.ts'
import type { Check } from '../platform/database/checks.ts'
import type { Verification } from '../room.ts'
import type { Db } from '../schema.ts'
import { TRANSITIONS } from './order-states.ts'

/** Where an order has given its nights back. */
const FREED = ORDER_STATUSES.filter((status) =>
  TRANSITIONS.some((row) => row.to === status && row.releases_nights),
)

const HOLDING = sql`
  SELECT house_id, id, status, daterange(start_date, end_date, '[]') AS nights
  FROM orders WHERE status NOT IN (${sql.join(FREED)})`

const ORDER_CHECKS: readonly Check[] = [
  {
    finds: 'orders that do not hold their nights',
    query: sql`
      SELECT format('order %s (%s): %s of house %s', id, status, nights, house_id) AS line
      FROM (${HOLDING}) AS holding
      WHERE NOT EXISTS (
        SELECT FROM held_nights AS held
        WHERE held.house_id = holding.house_id AND held.nights = holding.nights
          AND held.order_id = holding.id)`,
  },
  {
    finds: 'nights that are held for an order that is not there, is over, or is for other days',
    query: sql`
      SELECT format('order %s: %s of house %s', order_id, nights, house_id) AS line
      FROM held_nights AS held
      WHERE kind = 'order' AND NOT EXISTS (
        SELECT FROM (${HOLDING}) AS holding
        WHERE holding.house_id = held.house_id AND holding.id = held.order_id
          AND holding.nights = held.nights)`,
  },
]

/** That ledger, orders, closed days and feeds say the same of every day. */
export const CALENDARS: Verification = {
  subject: 'calendars',
  checks: [...CALENDAR_CHECKS, ...ORDER_CHECKS],
  describe: async ({ kysely }) =>
    (await countHeld(kysely)).map(({ kind, ranges }) => `${kind}\t${ranges} ranges`),
  passed: 'every held day has one reason: an order, its host or a calendar of another site',
}

async function countHeld(db: Db) {
  const { rows } = await sql<{ kind: string; ranges: number }>`
    SELECT kind, count(*) AS ranges FROM held_nights GROUP BY kind ORDER BY kind`.execute(db)
  return rows
}
