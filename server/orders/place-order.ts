import { type Language, Refusal } from '../../contract/refusals.ts'
import type { QuoteStay } from '../availability/quote-stay.ts'
import { readSentDays } from '../availability/read-days.ts'
import type { BookingQueue } from './booking-queue.ts'

const FIELDS = { first: 'start_date', last: 'end_date' }

export interface OrderRequest {
  readonly guest_id: number
  readonly house_id: number
  /** Inclusive at both ends, as they were sent. */
  readonly start_date: string
  readonly end_date: string
  readonly guests: number
  /** Fen, as the guest was shown it; absent: whatever it is. */
  readonly amount: number | undefined
  readonly idempotency_key: string | undefined
  readonly language: Language
}

interface Placing {
  readonly queue: BookingQueue
  /** With which somebody is refused who was shown another price. */
  readonly quoteStay: QuoteStay
}

/**
 * Places an order and returns its id; when it returns, the order is committed.
 *
 * @throws {Refusal} `dates_invalid`, `house_missing`, `house_unlisted`, `own_house`, `too_many_guests`, `stay_length`,
 * `beyond_window`, `too_soon`, `no_arrival`, `no_departure`, `price_changed` with the new quote,
 * `too_many_open_orders`, `too_many_same_days`, `too_many_orders`, `dates_taken`, `idempotency_reused`, or `overloaded`
 * when the queue is full.
 */
export async function placeOrder(
  { queue, quoteStay }: Placing,
  { language, ...request }: OrderRequest,
): Promise<number> {
  // What days a house takes is left to the statement: a retry after midnight must get its first answer.
  const days = readSentDays(request.start_date, request.end_date, FIELDS)
  const outcome = await queue.submit({ ...request, start_date: days.first, end_date: days.last })
  if ('order_id' in outcome) return outcome.order_id
  if (outcome.refusal !== 'price_changed') throw new Refusal(outcome.refusal)
  const { house_id, guests, guest_id: viewer_id } = request
  const quote = await quoteStay({ house_id, viewer_id, days, guests, language })
  throw new Refusal('price_changed', { quote })
}
