import type { ProviderName } from '../../contract/payments.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import type { RefundNews } from './payment-provider.ts'
import { findToldRefund } from './refund-rows.ts'
import { finishRefund } from './send-refunds.ts'

/** What news of a refund did; `none` where it was known, `refund_came_back` where it had been done. */
export interface RefundTaken {
  readonly effect: 'refunded' | 'refund_refused' | 'refund_came_back' | 'none'
}

/**
 * Takes a provider's word about a refund, which usually comes before the job asks again. However
 * often it is told, it has one effect.
 *
 * @throws {Refusal} `payment_missing` for a refund that is not ours; `payment_unverified` when it
 * is of another payment or amount.
 */
export async function processRefundNews(
  db: Db,
  clock: Clock,
  provider: ProviderName,
  news: RefundNews,
): Promise<RefundTaken> {
  const refund = await findToldRefund(db, news.refund_id)
  if (refund?.provider !== provider) throw new Refusal('payment_missing')
  if (refund.out_trade_no !== news.out_trade_no || refund.amount_fen !== news.amount_fen)
    throw new Refusal('payment_unverified')
  const changed = await finishRefund(
    db,
    clock,
    refund,
    news.refused === undefined
      ? { status: 'done', last_code: null, from: 'provider' }
      : { status: 'refused', last_code: news.refused },
  )
  if (!changed) return { effect: cameBack(refund, news) ? 'refund_came_back' : 'none' }
  return { effect: news.refused === undefined ? 'refunded' : 'refund_refused' }
}

/** A bank may send back what a provider had sent: the guest's card is gone, for example. */
const cameBack = ({ status }: { readonly status: string }, { refused }: RefundNews) =>
  status === 'done' && refused !== undefined
