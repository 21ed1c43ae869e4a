import type { RefusalName } from '../../contract/refusals.ts'
import type { Statement } from '../platform/database/database.ts'
import type { Database } from '../schema.ts'
import type { StayOutcome, StayRequest } from './booking-queue.ts'
import { guestsOf } from './price-requests.ts'

/** The answers that keyed requests got when their keys were new. */
const FIND_ANSWERS: Statement = {
  name: 'find_answers',
  writes: false,
  text: `
    SELECT k.key, k.guest_id, k.house_id, k.start_date, k.end_date, k.guests, k.refusal, o.id AS order_id
    FROM unnest($1::bigint[], $2::text[]) AS r (guest_id, key)
    JOIN idempotency_keys k USING (guest_id, key)
    LEFT JOIN orders o ON o.house_id = k.house_id AND o.id = k.order_id`,
}

interface AnswerRow {
  readonly key: string
  readonly guest_id: number
  readonly house_id: number
  readonly start_date: string
  readonly end_date: string
  readonly guests: number
  readonly refusal: RefusalName | null
  readonly order_id: number | null
}

/** Runs after the batch has committed, so it sees keys that another server's batch just wrote. */
export async function findAnswers(database: Database, requests: readonly StayRequest[]) {
  const rows = await database.run<AnswerRow>(FIND_ANSWERS, [
    requests.map((request) => request.guest_id),
    requests.map((request) => request.idempotency_key),
  ])
  return new Map(rows.map((row) => [`${row.guest_id} ${row.key}`, row]))
}

export const keyOf = (request: StayRequest) => `${request.guest_id} ${request.idempotency_key}`

/** The answer that a request got when its key was new. */
export function replay(request: StayRequest, answer: AnswerRow | undefined): StayOutcome {
  // The key was there a moment ago; only its removal for age can have come between.
  if (!answer) return { refusal: 'idempotency_reused' }
  const same =
    answer.house_id === request.house_id &&
    answer.start_date === request.start_date &&
    answer.end_date === request.end_date &&
    answer.guests === guestsOf(request)
  if (!same) return { refusal: 'idempotency_reused' }
  if (answer.refusal) return { refusal: answer.refusal }
  return answer.order_id === null ? { refusal: 'dates_taken' } : { order_id: answer.order_id }
}
