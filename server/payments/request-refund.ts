import type { RefundCause } from '../../contract/payments.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { RefundOrder } from '../orders/change-order.ts'
import { type lockPaidOrder, recordRefund } from '../orders/pay-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Trx } from '../schema.ts'
import { findCounted, insertRefund, markSettled } from './sql.ts'

type Order = Awaited<ReturnType<typeof lockPaidOrder>>

/** Has a payment that does not count for its locked order sent back, in whole. */
export async function requestRefund(
  trx: Trx,
  clock: Clock,
  order: Order,
  payment: { readonly id: number; readonly amount_fen: number; readonly cause: RefundCause },
): Promise<void> {
  const { id, amount_fen, cause } = payment
  await insertRow(trx, clock, { payment_id: id, cause, amount_fen })
  await markSettled(trx, id)
  await recordRefund(trx, clock, order, `refund_${cause}`, amount_fen)
}

/** What follows for its money when a paid order is cancelled, or becomes cheaper. */
export const refundOrder: RefundOrder = async (trx, clock, order, reduction) => {
  const counted = await findCounted(trx, order)
  const left = counted.reduce((sum, payment) => sum + payment.left_fen, 0)
  const cause = 'kept' in reduction ? 'canceled' : 'changed'
  const back = 'kept' in reduction ? Math.max(left - reduction.kept, 0) : reduction.back
  // Its host gave more of it back than would be left to go back.
  if (back > left) throw new Refusal('action_invalid')
  await takeBack(trx, clock, order, cause, back)
  if (back > 0) await recordRefund(trx, clock, order, `refund_${cause}`, back)
}

/**
 * Has so much of an order's money sent back, the last payment first; rows wait for the job that
 * does it. A payment of which nothing is left has nothing to be settled.
 *
 * @throws {Error} where more goes back than is there.
 */
export async function takeBack(
  trx: Trx,
  clock: Clock,
  order: Order,
  cause: RefundCause,
  amount_fen: number,
): Promise<number[]> {
  let wanted = amount_fen
  const refund_ids: number[] = []
  for (const { id, left_fen } of await findCounted(trx, order)) {
    const part = Math.min(wanted, left_fen)
    if (part > 0)
      refund_ids.push(await insertRow(trx, clock, { payment_id: id, cause, amount_fen: part }))
    if (part === left_fen) await markSettled(trx, id)
    wanted -= part
  }
  if (wanted > 0) throw new Error(`order ${order.id}: ${wanted} fen more go back than are there`)
  return refund_ids
}

function insertRow(
  trx: Trx,
  clock: Clock,
  row: {
    readonly payment_id: number
    readonly cause: RefundCause
    readonly amount_fen: number
  },
): Promise<number> {
  const now = clock.now()
  return insertRefund(trx, { ...row, created_at: now, next_try_at: now })
}
