import { type ExpressionBuilder, sql } from 'kysely'
import {
  type Actor,
  type EventKind,
  ORDER_STATUSES,
  type OrderStatus,
} from '../../contract/order-terms.ts'
import type { Days } from '../../rules/days.ts'
import type { QuoteLine } from '../../rules/quote.ts'
import { ordersHolding } from '../availability/ledger.ts'
import type { Db, Tables, Trx } from '../schema.ts'
import type { DueAt } from './order-deadlines.ts'
import type { Transition } from './order-states.ts'

/** An order as the database keys it: by its house first. */
export interface OrderKey {
  readonly house_id: number
  readonly order_id: number
}

/** A stay that holds its days, or has held them to its end. */
export interface FoundStay {
  readonly id: number
  readonly house_id: number
  readonly title: string
  readonly start_date: string
  readonly end_date: string
  readonly guests: number
  readonly status: OrderStatus
  readonly amount_fen: number
  readonly price_fen: number
  readonly lines: QuoteLine[] | null
  readonly guest_name: string
  readonly guest_mobile: string
  readonly guest_avatar_url: string
}

/**
 * The stays in a host's houses that have a day in common with `days`. The ledger says which they
 * are, house by house.
 */
export async function findStays(db: Db, { host_id, house_id, days, limit }: StaysFilter) {
  const of_house = house_id === undefined ? sql`` : sql`AND id = ${house_id}`
  const { rows } = await sql<FoundStay>`
    SELECT orders.id, orders.house_id, coalesce(orders.title, own.title) AS title, orders.start_date, orders.end_date,
      orders.guests, orders.status, orders.amount_fen, orders.price_fen, orders.lines, guests.name AS guest_name,
      guests.mobile AS guest_mobile, guests.avatar_url AS guest_avatar_url
    FROM (
      SELECT id, title FROM houses WHERE host_id = ${host_id} ${of_house}
    ) AS own
    CROSS JOIN LATERAL (${ordersHolding(sql`own.id`, days)}) AS held
    JOIN orders ON orders.house_id = own.id AND orders.id = held.order_id
    JOIN users AS guests ON guests.id = orders.guest_id
    ORDER BY orders.start_date, orders.house_id
    LIMIT ${limit}`.execute(db)
  return rows
}

export interface StaysFilter {
  readonly host_id: number
  /** One of the houses alone. */
  readonly house_id: number | undefined
  readonly days: Days
  readonly limit: number
}

export const findEvents = (db: Db, house_id: number, order_id: number) =>
  db
    .selectFrom('order_events')
    .select(['at', 'kind', 'actor', 'from_status', 'to_status', 'reason', 'amount_fen'])
    .where('house_id', '=', house_id)
    .where('order_id', '=', order_id)
    .orderBy('at')
    // Events of one moment in the order of the life they tell.
    .orderBy(sql`array_position(${[...ORDER_STATUSES]}::text[], to_status)`)
    .orderBy('turn')
    .execute()

/** The order, if it is this person's, locked until the transaction ends. */
export const lockOwnOrder = (trx: Trx, order_id: number, user_id: number) =>
  trx
    .selectFrom('orders')
    .selectAll()
    .where('orders.id', '=', order_id)
    .where((order) => isTheirs(order, user_id))
    .forUpdate()
    .executeTakeFirst()

/** Each payment that came for an order, and each part that went back or is about to; in their order. */
export async function findMoves(db: Db, { house_id, id }: Pick<OrderRow, 'house_id' | 'id'>) {
  const { rows } = await sql<{ readonly at: Date; readonly amount: number }>`
    SELECT paid_at AS at, amount_fen AS amount FROM payments
    WHERE house_id = ${house_id} AND order_id = ${id} AND status = 'paid'
    UNION ALL
    SELECT r.created_at, -r.amount_fen FROM refunds r JOIN payments p ON p.id = r.payment_id
    WHERE p.house_id = ${house_id} AND p.order_id = ${id}
    ORDER BY at, amount DESC`.execute(db)
  return rows
}

/** What came for an order, and what of it went back or is about to, in fen. */
export async function findMoney(db: Db, { house_id, id }: Pick<OrderRow, 'house_id' | 'id'>) {
  const { rows } = await sql<{ readonly paid: number; readonly refunded: number }>`
    SELECT coalesce(sum(p.amount_fen), 0)::bigint AS paid,
      coalesce(sum(back.fen), 0)::bigint AS refunded
    FROM payments p
    CROSS JOIN LATERAL (
      SELECT sum(amount_fen) AS fen, bool_or(cause IN ('late', 'double')) AS useless
      FROM refunds WHERE payment_id = p.id
    ) AS back
    WHERE p.house_id = ${house_id} AND p.order_id = ${id} AND p.status = 'paid'
      AND back.useless IS NOT TRUE`.execute(db)
  return rows[0] ?? { paid: 0, refunded: 0 }
}

export const lockOrder = (trx: Trx, { house_id, order_id }: OrderKey) =>
  trx
    .selectFrom('orders')
    .selectAll()
    .where('house_id', '=', house_id)
    .where('id', '=', order_id)
    .forUpdate()
    .executeTakeFirst()

/** Where nobody says whose it is: for the operator. */
export const lockOrderById = (trx: Trx, order_id: number) =>
  trx.selectFrom('orders').selectAll().where('id', '=', order_id).forUpdate().executeTakeFirst()

export type LockedOrder = NonNullable<Awaited<ReturnType<typeof lockOrder>>>

const isTheirs = (order: ExpressionBuilder<Tables, 'orders'>, user_id: number) =>
  order.or([order('orders.guest_id', '=', user_id), order('orders.host_id', '=', user_id)])

export type OrderRow = Pick<
  Tables['orders'],
  'house_id' | 'id' | 'status' | 'start_date' | 'end_date' | 'due_at'
>

/** Moves an order along one row of the table, if it still stands where the row begins. */
export async function moveOrder(
  trx: Trx,
  order: OrderRow,
  { from, to }: Transition,
  change: { due_at: DueAt; comment?: string; commented_at?: Date },
): Promise<boolean> {
  const result = await trx
    .updateTable('orders')
    .set({ status: to, ...change })
    .where('house_id', '=', order.house_id)
    .where('id', '=', order.id)
    .where('status', '=', from)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

interface NewEvent {
  readonly kind: EventKind
  /** Where the order stands after it; what it left there if it moved nothing. */
  readonly to: OrderStatus
  readonly at: Date
  readonly actor: Actor
  /** What a person gave as their reason; empty where the kind says all. */
  readonly reason: string
  /** Of money: how much, in fen. */
  readonly amount?: number
}

/**
 * Records what happened to a locked order, which stood at `order.status`. An order enters a status
 * once, with turn 0; what happens while it stands there takes the turns that follow.
 */
export const recordEvent = (
  trx: Trx,
  { house_id, id, status }: Pick<OrderRow, 'house_id' | 'id' | 'status'>,
  { kind, to, at, actor, reason, amount }: NewEvent,
) =>
  sql`
  INSERT INTO order_events
    (house_id, order_id, from_status, to_status, kind, actor, reason, amount_fen, at, turn)
  SELECT ${house_id}, ${id}, ${status}, ${to}, ${kind}, ${actor}, ${reason},
    ${amount ?? null}::bigint, ${at},
    CASE WHEN ${status === to} THEN coalesce(max(turn), 0) + 1 ELSE 0 END
  FROM order_events WHERE house_id = ${house_id} AND order_id = ${id} AND to_status = ${to}
`.execute(trx)
