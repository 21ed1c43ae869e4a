import { sql } from 'kysely'
import type { Days } from '../../rules/days.ts'
import type { Db } from '../schema.ts'
import { rangeOf } from './ledger.ts'

/** What holds days that a host wants to close: an order, or the calendar of another site. */
export interface HeldRange {
  readonly kind: 'order' | 'import'
  readonly order_id?: number
  readonly start_date: string
  readonly end_date: string
}

/** Nights that wait for the payment of a change are those of its order. */
export const SHOWN_KIND = sql<string>`CASE held.kind WHEN 'change' THEN 'order' ELSE held.kind END`
export const SHOWN_ORDER = sql<number | null>`CASE held.kind WHEN 'change' THEN (
  SELECT order_changes.order_id FROM order_changes WHERE order_changes.id = held.holder_id
) ELSE held.order_id END`

const SHOWN_MAX = 100

export async function findHeldStays(db: Db, house_id: number, days: Days) {
  const { rows } = await sql<HeldRange & { order_id: number | null }>`
    SELECT ${SHOWN_KIND} AS kind, ${SHOWN_ORDER} AS order_id, lower(nights) AS start_date, upper(nights) - 1 AS end_date
    FROM held_nights AS held
    WHERE house_id = ${house_id} AND nights && ${rangeOf(days)} AND kind <> 'closed'
    ORDER BY nights LIMIT ${SHOWN_MAX}`.execute(db)
  return rows.map(({ order_id, ...range }) => (order_id ? { ...range, order_id } : range))
}
