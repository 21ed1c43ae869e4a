import type { Clock } from '../platform/database/clock.ts'
import { tellRefunds } from '../pricing/refund-terms.ts'
import type { Db } from '../schema.ts'
import { linesOf } from './order-lines.ts'
import { findTransition } from './order-states.ts'
import { findPaidAt, policyOf } from './settle-cancellation.ts'
import { findMoney, type LockedOrder } from './sql.ts'

type ToldOrder = Pick<
  LockedOrder,
  | 'house_id'
  | 'id'
  | 'status'
  | 'start_date'
  | 'end_date'
  | 'price_fen'
  | 'amount_fen'
  | 'lines'
  | 'terms'
  | 'tax_fen'
>

/** What comes back to the guest of an order who cancels it: now, later, and when that changes. */
export async function tellCancellation(
  db: Db,
  clock: Clock,
  order: ToldOrder,
  viewer: 'guest' | 'host',
) {
  const { paid, refunded } = await findMoney(db, order)
  const told = tellRefunds(clock, linesOf(order), {
    policy: policyOf(order),
    first_day: order.start_date,
    paid_at: await findPaidAt(db, order),
  })
  // What was given back already is part of it.
  const given = order.amount_fen - (paid - refunded)
  const bounded = (refund: number) => Math.max(refund - given, 0)
  const cancelable = findTransition('cancel', order.status, 'guest')
  const unpaid = cancelable && !cancelable.refunds
  const tiers = cancelable ? told.tiers : []
  return {
    ...told,
    tiers: unpaid ? tiers : tiers.map((tier) => ({ ...tier, refund: bounded(tier.refund) })),
    refund_now: unpaid ? 0 : bounded(tiers[0]?.refund ?? 0),
    // Once it is paid out the server says so: this is what was kept and is no tax.
    giveable: viewer === 'host' ? Math.max(paid - refunded - order.tax_fen, 0) : 0,
    paid,
    refunded,
  }
}
