import { type ExpressionBuilder, sql } from 'kysely'
import { type Actor, ORDER_STATUSES, type OrderStatus } from '../../contract/orders.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db, Tables, Trx } from '../schema.ts'
import { PAY_MINUTES, type Transition } from './order-states.ts'

export type Role = 'guest' | 'host'
/** An order as the database keys it: by its house first. */
export interface OrderKey {
  readonly house_id: number
  readonly order_id: number
}

const COLUMN = { guest: 'orders.guest_id', host: 'orders.host_id' } as const

export interface OrderFilter {
  readonly role: Role
  readonly user_id: number
  readonly status?: OrderStatus | undefined
  /** Only orders with a smaller id. */
  readonly before_id?: number | undefined
  readonly limit: number
}

const selectOrders = (db: Db) =>
  db
    .selectFrom('orders')
    .innerJoin('houses', 'houses.id', 'orders.house_id')
    .selectAll('orders')
    .select(['houses.title', 'houses.cover_url'])

/** Newest first, read along the index of the person's orders: no sort, however many there are. */
export const findOrders = (db: Db, { role, user_id, status, before_id, limit }: OrderFilter) =>
  selectOrders(db)
    .where(COLUMN[role], '=', user_id)
    .$if(status !== undefined, (query) => query.where('orders.status', '=', status as OrderStatus))
    .$if(before_id !== undefined, (query) => query.where('orders.id', '<', before_id as number))
    .orderBy('orders.id', 'desc')
    .limit(limit)
    .execute()

export const findOrder = (db: Db, order_id: number, user_id: number) =>
  selectOrders(db)
    .where('orders.id', '=', order_id)
    .where((order) => isTheirs(order, user_id))
    .executeTakeFirst()

export const findEvents = (db: Db, house_id: number, order_id: number) =>
  db
    .selectFrom('order_events')
    .select(['at', 'actor', 'from_status', 'to_status', 'reason'])
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

export const lockOrder = (trx: Trx, { house_id, order_id }: OrderKey) =>
  trx
    .selectFrom('orders')
    .selectAll()
    .where('house_id', '=', house_id)
    .where('id', '=', order_id)
    .forUpdate()
    .executeTakeFirst()

export type LockedOrder = NonNullable<Awaited<ReturnType<typeof lockOrder>>>

const isTheirs = (order: ExpressionBuilder<Tables, 'orders'>, user_id: number) =>
  order.or([order('orders.guest_id', '=', user_id), order('orders.host_id', '=', user_id)])

export type OrderRow = Pick<
  Tables['orders'],
  'house_id' | 'id' | 'status' | 'start_date' | 'end_date' | 'due_at'
>

/** When an order that enters `status` is due to be moved on by the system; null where never. */
const dueIn = (status: OrderStatus, clock: Clock) => {
  if (status === 'WAIT_PAYMENT') return new Date(clock.now().getTime() + PAY_MINUTES * 60_000)
  if (status === 'PAID')
    return sql<Date>`(end_date + 1)::timestamp AT TIME ZONE ${clock.zone}::text`
  return null
}

/** Moves an order along one row of the table, if it still stands where the row begins. */
export async function moveOrder(
  trx: Trx,
  clock: Clock,
  order: OrderRow,
  { from, to }: Transition,
  words: { comment?: string; commented_at?: Date } = {},
): Promise<boolean> {
  const result = await trx
    .updateTable('orders')
    .set({ status: to, due_at: dueIn(to, clock), ...words })
    .where('house_id', '=', order.house_id)
    .where('id', '=', order.id)
    .where('status', '=', from)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export const insertEvent = (
  trx: Trx,
  order: OrderRow,
  { from, to }: Transition,
  event: { at: Date; actor: Actor; reason: string },
) =>
  trx
    .insertInto('order_events')
    .values({
      house_id: order.house_id,
      order_id: order.id,
      from_status: from,
      to_status: to,
      ...event,
    })
    .execute()

/** Tells what became known about a locked order while it stands where it does. */
export const insertNews = (
  trx: Trx,
  { house_id, id, status }: Pick<OrderRow, 'house_id' | 'id' | 'status'>,
  { at, actor, reason }: { at: Date; actor: Actor; reason: string },
) =>
  sql`
  INSERT INTO order_events (house_id, order_id, from_status, to_status, actor, reason, at, turn)
  SELECT ${house_id}, ${id}, ${status}, ${status}, ${actor}, ${reason}, ${at},
    coalesce(max(turn), 0) + 1
  FROM order_events WHERE house_id = ${house_id} AND order_id = ${id} AND to_status = ${status}
`.execute(trx)
