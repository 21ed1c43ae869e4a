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

const SHOWN_MAX = 100

export async function findHeldStays(db: Db, house_id: number, days: Days) {
  const { rows } = await sql<HeldRange & { order_id: number | null }>`
    SELECT kind, order_id, lower(nights) AS start_date, upper(nights) - 1 AS end_date
    FROM held_nights
    WHERE house_id = ${house_id} AND nights && ${rangeOf(days)} AND kind <> 'closed'
    ORDER BY nights LIMIT ${SHOWN_MAX}`.execute(db)
  return rows.map(({ order_id, ...range }) => (order_id ? { ...range, order_id } : range))
}
