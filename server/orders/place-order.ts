import { Refusal } from '../../contract/refusals.ts'
import { daysBetween, type NightDate } from '../../rules/night-date.ts'
import { readSentDays } from '../availability/read-days.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { BookingQueue } from './booking-queue.ts'

/** No calendar reaches further: it tells a mistyped year from a plan. */
const HORIZON_DAYS = 36_525
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
 * @throws {Refusal} `dates_invalid`, `house_missing`, `own_house`, `stay_length`, `dates_taken`,
 * `idempotency_reused`, or `overloaded` when the queue is full.
 */
export async function placeOrder(
  queue: BookingQueue,
  clock: Clock,
  request: OrderRequest,
): Promise<number> {
  const stay = readStay(request, clock.today())
  const outcome = await queue.submit({ ...request, ...stay })
  if ('refusal' in outcome) throw new Refusal(outcome.refusal)
  return outcome.order_id
}

/** Days gone by are left to the statement: a retry after midnight must get its first answer. */
function readStay(request: OrderRequest, today: NightDate) {
  const days = readSentDays(request.start_date, request.end_date, FIELDS)
  if (daysBetween(today, days.last) > HORIZON_DAYS)
    throw new Refusal('dates_invalid', {
      field: FIELDS.last,
      problem: 'must be within the next 100 years',
    })
  return { start_date: days.first, end_date: days.last }
}
