import type { RefundCause } from '../../contract/payments.ts'
import type { RefundOrder } from '../orders/change-order.ts'
import { type lockPaidOrder, recordRefund } from '../orders/pay-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Trx } from '../schema.ts'
import { findUnsettled, insertRefund, markSettled } from './sql.ts'

type Order = Awaited<ReturnType<typeof lockPaidOrder>>

/** Has a payment of a locked order sent back, in whole; the row waits for the job that does it. */
export async function requestRefund(
  trx: Trx,
  clock: Clock,
  order: Order,
  { payment_id, cause }: { readonly payment_id: number; readonly cause: RefundCause },
): Promise<void> {
  const now = clock.now()
  await insertRefund(trx, { payment_id, cause, created_at: now, next_try_at: now })
  await markSettled(trx, payment_id)
  await recordRefund(trx, clock, order, `refund_${cause}`)
}

/** What follows for its money when a paid order is cancelled. */
export const refundOrder: RefundOrder = async (trx, clock, order) => {
  for (const { id } of await findUnsettled(trx, order.house_id, order.id))
    await requestRefund(trx, clock, order, { payment_id: id, cause: 'canceled' })
}
