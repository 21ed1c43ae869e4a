import { lockPaidOrder, recordRefund } from '../orders/pay-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { post } from './ledger.ts'
import { type PaymentProvider, RefundRefused } from './payment-provider.ts'
import {
  type ClaimedRefund,
  claimRefunds,
  endRefund,
  findRefund,
  noteFailure,
} from './refund-rows.ts'

const BATCH_MAX = 10
const BATCHES_MAX = 50
/** Longer than a try can last, so that no two servers try one at once. */
const AGAIN_S = 60
const AGAIN_S_MAX = 3_600

/** Hears of every try that failed; `for_good` when only the operator can help. */
export type ReportRefund = (error: unknown, refund_id: number, for_good: boolean) => void

/**
 * Sends back what waits to go back. The rows are the queue: they were written with what made them
 * necessary, and stay until the provider has done or refused them. A server that dies in between
 * leaves the refund to be sent again under the same id, which the provider knows.
 */
export async function sendRefunds(
  db: Db,
  clock: Clock,
  provider: PaymentProvider,
  report: ReportRefund,
  stopping?: AbortSignal,
): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1) {
    const claimed = await claimRefunds(db, {
      provider: provider.name,
      now: clock.now(),
      limit: BATCH_MAX,
      again_s: AGAIN_S,
      again_s_max: AGAIN_S_MAX,
    })
    await Promise.all(claimed.map((refund) => sendRefund(db, clock, provider, report, refund)))
    if (claimed.length < BATCH_MAX) return
  }
}

async function sendRefund(
  db: Db,
  clock: Clock,
  provider: PaymentProvider,
  report: ReportRefund,
  refund: ClaimedRefund,
): Promise<void> {
  try {
    await provider.refund(refund)
  } catch (error) {
    const for_good = error instanceof RefundRefused
    report(error, refund.refund_id, for_good)
    const code = codeOf(error)
    if (for_good) await finishRefund(db, clock, refund, { status: 'refused', last_code: code })
    else await noteFailure(db, refund.refund_id, code)
    return
  }
  await finishRefund(db, clock, refund, { status: 'done', last_code: null, from: 'provider' })
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? 'unknown')

export type RefundEnding =
  | { readonly status: 'refused'; readonly last_code: string }
  /** Where the money went back from: the provider, or the operator's own bank. */
  | {
      readonly status: 'done'
      readonly last_code: string | null
      readonly from: 'provider' | 'bank'
    }

/**
 * Notes what became of a refund, in the ledger and in the order's events.
 *
 * @returns false where it had ended already; nothing changes then.
 */
export const finishRefund = (
  db: Db,
  clock: Clock,
  { refund_id }: Pick<ClaimedRefund, 'refund_id'>,
  ending: RefundEnding,
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const refund = await findRefund(trx, refund_id)
    const order = await lockPaidOrder(trx, refund)
    const at = clock.now()
    const { status, last_code } = ending
    if (!(await endRefund(trx, refund_id, { status, last_code, ended_at: at }))) return false
    if (ending.status === 'done') {
      const { guest_id, amount_fen } = refund
      await post(trx, {
        kind: 'refund',
        subject_id: refund_id,
        at,
        entries: [
          { account: 'guest', owner_id: guest_id, amount_fen },
          { account: ending.from, amount_fen: -amount_fen },
        ],
      })
    }
    await recordRefund(trx, clock, order, `refund_${status}`, refund.amount_fen)
    return true
  })
