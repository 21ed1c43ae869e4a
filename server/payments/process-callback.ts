import type { OrderStatus } from '../../contract/order-terms.ts'
import type { ProviderName } from '../../contract/payments.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { ChangeRules } from '../orders/change-order.ts'
import { applyPaidChange } from '../orders/changes/apply-change.ts'
import { lockPaidOrder, payOrder } from '../orders/pay-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { post } from './ledger.ts'
import type { Callback } from './payment-provider.ts'
import { requestRefund } from './request-refund.ts'
import { closePayment, findPayment, keepInInbox, lockPayment, markPaid } from './sql.ts'

/** What a payment's order has come to, and what this callback did. */
export interface Taken {
  readonly order_id: number
  readonly status: OrderStatus
  readonly effect: 'paid' | 'late' | 'double' | 'closed' | 'none'
}

/** No name that we gave looks otherwise. */
const OUT_TRADE_NO = /^\w{1,64}$/

/**
 * Takes a provider's word about a payment, from its own call and from the browser that it sent back
 * alike. However often and wherever it is told, it has one effect, committed when this returns.
 *
 * Locks: first the order, then the payment, as everything does that moves money.
 *
 * @throws {Refusal} `payment_missing` for a name that we did not give; `payment_unverified` when
 * the amount is not the payment's, or another trade paid it. Nothing changes then.
 */
export async function processCallback(
  db: Db,
  clock: Clock,
  rules: ChangeRules,
  provider: ProviderName,
  callback: Callback,
): Promise<Taken> {
  const known = OUT_TRADE_NO.test(callback.out_trade_no)
    ? await findPayment(db, callback.out_trade_no)
    : undefined
  if (known?.provider !== provider) throw new Refusal('payment_missing')
  if (callback.outcome === 'paid' && callback.amount_fen !== known.amount_fen)
    throw new Refusal('payment_unverified')

  return db.transaction().execute(async (trx) => {
    const order = await lockPaidOrder(trx, known)
    const payment = await lockPayment(trx, known.id)
    const unchanged = { order_id: order.id, status: order.status, effect: 'none' } as const
    if (callback.outcome === 'open' || !(await isFirst(trx, clock, payment, callback)))
      return unchanged
    if (callback.outcome === 'closed') {
      await closePayment(trx, payment.id)
      return { ...unchanged, effect: 'closed' }
    }
    // A name is one trade at the provider; two that claim to be it are for a person to look into.
    if (payment.status === 'paid') throw new Refusal('payment_unverified')
    await receive(trx, clock, payment, callback)
    const { status, paid } = await payWith(trx, clock, rules, order, payment)
    if (paid) return { ...unchanged, status, effect: 'paid' }
    const cause =
      payment.change_id !== null || status === 'CANCELED' || status === 'REJECTED'
        ? 'late'
        : 'double'
    await requestRefund(trx, clock, { ...order, status }, { ...payment, cause })
    return { ...unchanged, status, effect: cause }
  })
}

/** Moves on what the payment was for: its order, or a change of that. */
async function payWith(
  trx: Trx,
  clock: Clock,
  rules: ChangeRules,
  order: LockedOrder,
  { change_id }: Payment,
) {
  if (change_id === null) return payOrder(trx, clock, rules, order)
  const paid = await applyPaidChange(trx, clock, rules, order, change_id)
  return { status: order.status, paid }
}

type LockedOrder = Awaited<ReturnType<typeof lockPaidOrder>>
type Payment = Awaited<ReturnType<typeof lockPayment>>

/** One event of a trade is that it was paid, and one that it was closed, in whatever words. */
const isFirst = (trx: Trx, clock: Clock, { id, provider }: Payment, callback: Callback) =>
  keepInInbox(trx, {
    provider,
    event_id: `${callback.trade_no || callback.out_trade_no} ${callback.outcome}`,
    payment_id: id,
    received_at: clock.now(),
  })

async function receive(trx: Trx, clock: Clock, payment: Payment, { trade_no }: Callback) {
  const at = clock.now()
  await markPaid(trx, payment.id, trade_no, at)
  await post(trx, {
    kind: 'payment',
    subject_id: payment.id,
    at,
    entries: [
      { account: 'provider', amount_fen: payment.amount_fen },
      { account: 'guest', owner_id: payment.guest_id, amount_fen: -payment.amount_fen },
    ],
  })
}
