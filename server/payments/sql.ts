import { sql } from 'kysely'
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
>

export const insertPayment = (trx: Trx, payment: NewPayment) =>
  trx
    .insertInto('payments')
    .values({ ...payment, trade_no: null, paid_at: null })
    .execute()

export const closePayment = (trx: Trx, payment_id: number) =>
  trx
    .updateTable('payments')
    .set({ status: 'closed' })
    .where('id', '=', payment_id)
    .where('status', '=', 'open')
    .execute()

export const markPaid = (trx: Trx, payment_id: number, trade_no: string, paid_at: Date) =>
  trx
    .updateTable('payments')
    .set({ status: 'paid', trade_no, paid_at })
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

/** The payments of a locked order that came and that nothing was decided about yet. */
export const findUnsettled = (trx: Trx, house_id: number, order_id: number) =>
  trx
    .selectFrom('payments')
    .select('id')
    .where('house_id', '=', house_id)
    .where('order_id', '=', order_id)
    .where('status', '=', 'paid')
    .where('settled', '=', false)
    .execute()

export const markSettled = (trx: Trx, payment_id: number) =>
  trx.updateTable('payments').set({ settled: true }).where('id', '=', payment_id).execute()

export const insertRefund = (
  trx: Trx,
  refund: Pick<Tables['refunds'], 'payment_id' | 'cause' | 'created_at' | 'next_try_at'>,
) =>
  trx
    .insertInto('refunds')
    .values({ ...refund, last_code: null, ended_at: null })
    .execute()

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
    .select('orders.status as order_status')
    .where('payments.out_trade_no', '=', out_trade_no)
    .where('payments.provider', '=', 'sandbox')
    .executeTakeFirst()
