import { sql } from 'kysely'
import type { Channel } from '../../contract/payments.ts'
import type { Db, Tables, Trx } from '../schema.ts'

export const findPayment = (db: Db, out_trade_no: string) =>
  db.selectFrom('payments').selectAll().where('out_trade_no', '=', out_trade_no).executeTakeFirst()

/** Its order is locked already. */
export const lockPayment = (trx: Trx, payment_id: number) =>
  trx
    .selectFrom('payments')
    .selectAll()
    .where('id', '=', payment_id)
    .forUpdate()
    .executeTakeFirstOrThrow()

/** The payment that an order's guest can still be led to; its order is locked. */
export const findOpenPayment = (trx: Trx, house_id: number, order_id: number) =>
  trx
    .selectFrom('payments')
    .selectAll()
    .where('house_id', '=', house_id)
    .where('order_id', '=', order_id)
    .where('status', '=', 'open')
    .executeTakeFirst()

type NewPayment = Pick<
  Tables['payments'],
  'out_trade_no' | 'provider' | 'house_id' | 'order_id' | 'guest_id' | 'amount_fen' | 'created_at'
> & { readonly channel: Channel | undefined; readonly change_id: number | null }

export const insertPayment = (trx: Trx, payment: NewPayment) =>
  trx
    .insertInto('payments')
    .values({ ...payment, channel: payment.channel ?? null, trade_no: null, paid_at: null })
    .execute()

export const closePayment = (trx: Trx, payment_id: number) =>
  trx
    .updateTable('payments')
    .set({ status: 'closed' })
    .where('id', '=', payment_id)
    .where('status', '=', 'open')
    .execute()

/** Closes an open payment whose place another one takes, here now and at its provider soon. */
export const replacePayment = (trx: Trx, payment_id: number, close_at: Date) =>
  trx
    .updateTable('payments')
    .set({ status: 'closed', close_at })
    .where('id', '=', payment_id)
    .where('status', '=', 'open')
    .execute()

/** Keeps the provider's own name for what was begun; it is another one once that was paid. */
export const noteTrade = (db: Db, out_trade_no: string, trade_no: string) =>
  db
    .updateTable('payments')
    .set({ trade_no })
    .where('out_trade_no', '=', out_trade_no)
    .where('status', '<>', 'paid')
    .execute()

export const markPaid = (trx: Trx, payment_id: number, trade_no: string, paid_at: Date) =>
  trx
    .updateTable('payments')
    .set({ status: 'paid', trade_no, paid_at, close_at: null })
    .where('id', '=', payment_id)
    .execute()

/** Whether this is the first time that the provider tells it. */
export async function keepInInbox(trx: Trx, event: Tables['payment_inbox']): Promise<boolean> {
  const kept = await trx
    .insertInto('payment_inbox')
    .values(event)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 1n
}

/** What is left of a payment `p`, in fen: nothing of it was sent back, or is about to be. */
export const LEFT_FEN = sql<number>`(p.amount_fen
  - coalesce((SELECT sum(r.amount_fen) FROM refunds r WHERE r.payment_id = p.id), 0))::bigint`

/** Whether a payment `p` came and counts for its order: it was neither late nor paid twice. */
export const COUNTED = sql<boolean>`(p.status = 'paid' AND NOT EXISTS (
  SELECT FROM refunds r WHERE r.payment_id = p.id AND r.cause IN ('late', 'double')))`

/** The payments that count for an order, the last one first, and what is left of each. */
export async function findCounted(
  db: Db,
  order: { readonly house_id: number; readonly id: number },
) {
  const { rows } = await sql<{ readonly id: number; readonly left_fen: number }>`
    SELECT p.id, ${LEFT_FEN} AS left_fen FROM payments p
    WHERE p.house_id = ${order.house_id} AND p.order_id = ${order.id} AND ${COUNTED}
    ORDER BY p.id DESC`.execute(db)
  return rows
}

export const markSettled = (trx: Trx, payment_id: number) =>
  trx.updateTable('payments').set({ settled: true }).where('id', '=', payment_id).execute()

/** Answers its id. */
export async function insertRefund(
  trx: Trx,
  refund: Pick<
    Tables['refunds'],
    'payment_id' | 'cause' | 'amount_fen' | 'created_at' | 'next_try_at'
  >,
): Promise<number> {
  const { id } = await trx
    .insertInto('refunds')
    .values({ ...refund, last_code: null, ended_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findHouseTitle(db: Db, house_id: number): Promise<string> {
  const house = await db
    .selectFrom('houses')
    .select('title')
    .where('id', '=', house_id)
    .executeTakeFirstOrThrow()
  return house.title
}

/** What a guest is shown of a payment. */
export const findForCashier = (db: Db, out_trade_no: string) =>
  db
    .selectFrom('payments')
    .innerJoin('orders', (join) =>
      join
        .onRef('orders.house_id', '=', 'payments.house_id')
        .onRef('orders.id', '=', 'payments.order_id'),
    )
    .innerJoin('houses', 'houses.id', 'payments.house_id')
    .select(['payments.out_trade_no', 'payments.amount_fen', 'payments.status'])
    .select(sql<string>`coalesce(orders.title, houses.title)`.as('title'))
    .select(['orders.start_date', 'orders.end_date', 'orders.due_at'])
    .leftJoin('order_changes', 'order_changes.id', 'payments.change_id')
    .select(['orders.status as order_status', 'order_changes.status as change_status'])
    .select('order_changes.due_at as change_due_at')
    .where('payments.out_trade_no', '=', out_trade_no)
    .where('payments.provider', '=', 'sandbox')
    .executeTakeFirst()
