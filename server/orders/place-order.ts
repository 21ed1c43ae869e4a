import { Refusal } from '../../contract/refusals.ts'
import { readSentDays } from '../availability/read-days.ts'
import type { BookingQueue } from './booking-queue.ts'

const FIELDS = { first: 'start_date', last: 'end_date' }

export interface OrderRequest {
  readonly guest_id: number
  readonly house_id: number
  /** Inclusive at both ends, as they were sent. */
  readonly start_date: string
  readonly end_date: string
  readonly idempotency_key: string | undefined
}

/**
 * Places an order and returns its id; when it returns, the order is committed.
 *
 * @throws {Refusal} `dates_invalid`, `house_missing`, `house_unlisted`, `own_house`, `stay_length`,
 * `beyond_window`, `too_many_open_orders`, `too_many_orders`, `too_many_same_days`, `dates_taken`, `idempotency_reused`, or `overloaded` when the queue is full.
 */
export async function placeOrder(queue: BookingQueue, request: OrderRequest): Promise<number> {
  // What days a house takes is left to the statement: a retry after midnight must get its first answer.
  const { first, last } = readSentDays(request.start_date, request.end_date, FIELDS)
  const outcome = await queue.submit({ ...request, start_date: first, end_date: last })
  if ('refusal' in outcome) throw new Refusal(outcome.refusal)
  return outcome.order_id
}
