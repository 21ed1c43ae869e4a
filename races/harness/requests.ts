import { type Answer, call, type HangUp } from './call.ts'
import type { Change, Guest, Journal, PlacedStay, Stay } from './journal.ts'

/** Asks a server for a stay and writes down what it said. */
export async function requestStay(
  journal: Journal,
  origin: string,
  stay: Stay,
  hang_up?: HangUp,
): Promise<Answer | undefined> {
  const { guest, idempotency_key, house_id, start_date, end_date } = stay
  const answer = await call(origin, 'POST', '/orders', {
    cookie: guest.cookie,
    body: { house_id, start_date, end_date },
    idempotency_key,
    hang_up,
  })
  journal.requests.push({ stay, origin, answer, answered_ms: performance.now() })
  return answer
}

/** Asks a server to move an order on, as its host or its guest, and writes down what it said. */
export async function requestChange(
  journal: Journal,
  origin: string,
  who: Guest,
  { order_id, action }: Pick<Change, 'order_id' | 'action'>,
): Promise<Answer | undefined> {
  const sent_ms = performance.now()
  const answer = await call(origin, 'PUT', `/orders/${order_id}/status`, {
    cookie: who.cookie,
    body: { action, reason: 'because' },
  })
  journal.changes.push({ order_id, action, origin, answer, sent_ms })
  return answer
}

/** What a guest sees of an order that they were told they have: undefined if it is not theirs. */
export async function readOrder(origin: string, { guest, order_id }: PlacedStay) {
  const answer = await call(origin, 'GET', `/orders/${order_id}`, { cookie: guest.cookie })
  if (!answer) throw new Error(`${origin} did not answer`)
  return answer.errcode === '0' ? answer.data : undefined
}
