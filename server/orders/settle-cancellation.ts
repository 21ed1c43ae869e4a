import { refundPercent, STANDARD_POLICY } from '../../rules/cancellation.ts'
import { type Kept, keptOf } from '../../rules/kept.ts'
import { beginningOf, type Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { linesOf } from './order-lines.ts'
import type { Transition } from './order-states.ts'
import type { LockedOrder } from './sql.ts'

const NOTHING: Kept = { amount: 0, tax: 0 }

/** What is kept of a paid order that is cancelled now: nothing, or what its policy says. */
export async function keptOnCancel(
  db: Db,
  clock: Clock,
  order: LockedOrder,
  refunds: NonNullable<Transition['refunds']>,
): Promise<Kept> {
  if (refunds === 'all') return NOTHING
  const stay = {
    policy: policyOf(order),
    first_day: order.start_date,
    paid_at: await findPaidAt(db, order),
  }
  const percent = refundPercent(stay, clock.now(), (day) => beginningOf(clock, day))
  return keptOf(linesOf(order), percent)
}

/** The policy under which an order was bought. */
export const policyOf = ({ terms }: Pick<LockedOrder, 'terms'>) =>
  terms?.cancellation ?? STANDARD_POLICY

export async function findPaidAt(
  db: Db,
  { house_id, id }: Pick<LockedOrder, 'house_id' | 'id'>,
): Promise<Date | null> {
  const paid = await db
    .selectFrom('order_events')
    .select('at')
    .where('house_id', '=', house_id)
    .where('order_id', '=', id)
    .where('to_status', '=', 'PAID')
    .where('turn', '=', 0)
    .executeTakeFirst()
  return paid?.at ?? null
}

/** The part of an order's money that is tax from now on. */
export const markTax = (trx: Trx, { house_id, id }: LockedOrder, tax_fen: number) =>
  trx
    .updateTable('orders')
    .set({ tax_fen })
    .where('house_id', '=', house_id)
    .where('id', '=', id)
    .execute()
