import type { RefusalName } from '../../contract/refusals.ts'
import { lastBookableDay } from '../../rules/stay-rules.ts'
import { claimNights } from '../availability/ledger.ts'
import { priceOfStayText } from '../availability/price-of-stay.ts'
import type { BookingLimits } from '../availability/settings.ts'
import { REFUSAL_OF, stayRefusalText } from '../availability/stay-refusal.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Statement } from '../platform/database/database.ts'
import type { Database } from '../schema.ts'
import type { PlaceBatch, StayOutcome, StayRequest } from './booking-queue.ts'
import { boundValues, guestBounds } from './guest-bounds.ts'
import { dueAtSql } from './order-deadlines.ts'
import { FIRST_STATUS } from './order-states.ts'
import type { Deadlines } from './settings.ts'

const STAY_REFUSAL = stayRefusalText({
  first: 'r.start_date',
  last: 'r.end_date',
  days: '(r.end_date - r.start_date + 1)',
  min_days: 'h.min_days',
  max_days: 'h.max_days',
  first_day: '$7::date',
  last_day: '$10::date',
})

const AMOUNT = priceOfStayText({ price_fen: 'price_fen', days: '(end_date - start_date + 1)' })

/**
 * Decides a whole batch in one statement, which is its own transaction: what it answers is
 * committed. It never waits for a loser, and a loser never fails its neighbours.
 */
const PLACE_BATCH: Statement = {
  name: 'place_batch',
  writes: true,
  text: `
    WITH asked AS MATERIALIZED (
      SELECT r.*, nextval('order_ids') AS order_id, h.host_id, h.price_fen,
        h.title, h.address, h.cover_url,
        CASE
          WHEN stay_refusal = '${REFUSAL_OF.past}' THEN stay_refusal
          WHEN h.id IS NULL THEN 'house_missing'
          WHEN NOT h.listed AND h.host_id <> r.guest_id AND NOT EXISTS (
            SELECT FROM orders AS own
            WHERE own.house_id = r.house_id AND own.guest_id = r.guest_id OFFSET 0
          ) THEN 'house_missing'
          WHEN NOT h.listed THEN 'house_unlisted'
          WHEN h.host_id = r.guest_id THEN 'own_house'
          ELSE stay_refusal
        END AS rule_refusal
      FROM unnest($1::bigint[], $2::bigint[], $3::date[], $4::date[], $5::text[])
        WITH ORDINALITY AS r (guest_id, house_id, start_date, end_date, key, ordinal)
      -- OFFSET 0 keeps this a look-up per request, whatever the planner believes of the table.
      LEFT JOIN LATERAL (SELECT * FROM houses WHERE id = r.house_id OFFSET 0) h ON true
      CROSS JOIN LATERAL (SELECT ${STAY_REFUSAL} AS stay_refusal OFFSET 0) AS stay
    ),
    ${guestBounds({
      open: '$11::integer',
      overlapping: '$12::integer',
      hourly: '$13::integer',
      hourly_house: '$14::integer',
      now: '$6::timestamptz',
    })},
    new_key AS (
      INSERT INTO idempotency_keys
        (guest_id, key, house_id, start_date, end_date, order_id, refusal, created_at)
      SELECT guest_id, key, house_id, start_date, end_date, order_id, refusal, $6::timestamptz
      FROM judged WHERE key IS NOT NULL
      -- Of one key twice in a batch, the request that came first is the one that counts.
      ORDER BY guest_id, key, ordinal
      ON CONFLICT DO NOTHING
      RETURNING order_id
    ),
    wanted AS (
      SELECT judged.*
      -- Counting the new keys makes all of them be written before the first night is claimed.
      FROM judged, (SELECT count(*) FROM new_key) AS keys_first
      WHERE refusal IS NULL AND (key IS NULL OR order_id IN (SELECT order_id FROM new_key))
    ),
    claim AS (${claimNights('wanted')}),
    placed AS (
      INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date,
        title, address, cover_url, price_fen, amount_fen, status, due_at, created_at)
      SELECT house_id, order_id, guest_id, host_id, start_date, end_date,
        title, address, cover_url, price_fen, ${AMOUNT}, '${FIRST_STATUS}',
        ${dueAtSql(FIRST_STATUS, {
          now: '$6::timestamptz',
          today: '$7::date',
          zone: '$8::text',
          length: '$9::integer',
        })},
        $6::timestamptz
      FROM judged JOIN claim USING (order_id)
      RETURNING house_id, id
    ),
    event AS (
      INSERT INTO order_events (house_id, order_id, to_status, kind, actor, at)
      SELECT house_id, id, '${FIRST_STATUS}', 'placed', 'guest', $6::timestamptz FROM placed
    )
    SELECT judged.ordinal, placed.id AS order_id,
      CASE
        WHEN judged.key IS NOT NULL AND new_key.order_id IS NULL THEN 'known_key'
        WHEN judged.refusal IS NOT NULL THEN judged.refusal
        WHEN placed.id IS NULL THEN 'dates_taken'
      END AS refusal
    FROM judged
    LEFT JOIN placed ON placed.id = judged.order_id
    LEFT JOIN new_key ON new_key.order_id = judged.order_id
    ORDER BY judged.ordinal`,
}

/** The answers that keyed requests got when their keys were new. */
const FIND_ANSWERS: Statement = {
  name: 'find_answers',
  writes: false,
  text: `
    SELECT k.key, k.guest_id, k.house_id, k.start_date, k.end_date, k.refusal, o.id AS order_id
    FROM unnest($1::bigint[], $2::text[]) AS r (guest_id, key)
    JOIN idempotency_keys k USING (guest_id, key)
    LEFT JOIN orders o ON o.house_id = k.house_id AND o.id = k.order_id`,
}

interface BatchRow {
  readonly order_id: number | null
  readonly refusal: RefusalName | 'known_key' | null
}

interface AnswerRow {
  readonly key: string
  readonly guest_id: number
  readonly house_id: number
  readonly start_date: string
  readonly end_date: string
  readonly refusal: RefusalName | null
  readonly order_id: number | null
}

/** Decides batches whose hosts have so many hours to accept, at a site with these limits. */
export const placeBatchWithin =
  ({ accept_hours }: Deadlines, limits: BookingLimits): PlaceBatch =>
  (database, clock, requests) =>
    placeBatch(database, requests, [
      ...batchValues(clock, requests),
      accept_hours,
      lastBookableDay(clock.today(), limits.window_days),
      ...boundValues(limits),
    ])

async function placeBatch(
  database: Database,
  requests: readonly StayRequest[],
  values: readonly unknown[],
): Promise<StayOutcome[]> {
  const rows = await database.run<BatchRow>(PLACE_BATCH, values)
  const known = requests.filter((_, index) => rows[index]?.refusal === 'known_key')
  const answers =
    known.length === 0 ? new Map() : await findAnswers(database, known).catch(() => undefined)
  return rows.map((row, index) => {
    const request = requests[index] as StayRequest
    // The batch is committed: a failed look-up must not make the others be placed again.
    if (row.refusal === 'known_key' && !answers) return { refusal: 'database_away' }
    if (row.refusal === 'known_key') return replay(request, answers?.get(keyOf(request)))
    return row.order_id === null
      ? { refusal: row.refusal ?? 'dates_taken' }
      : { order_id: row.order_id }
  })
}

const batchValues = (clock: Clock, requests: readonly StayRequest[]): unknown[] => [
  requests.map((request) => request.guest_id),
  requests.map((request) => request.house_id),
  requests.map((request) => request.start_date),
  requests.map((request) => request.end_date),
  requests.map((request) => request.idempotency_key ?? null),
  clock.now().toISOString(),
  clock.today(),
  clock.zone,
]

/** Runs after the batch has committed, so it sees keys that another server's batch just wrote. */
async function findAnswers(database: Database, requests: readonly StayRequest[]) {
  const rows = await database.run<AnswerRow>(FIND_ANSWERS, [
    requests.map((request) => request.guest_id),
    requests.map((request) => request.idempotency_key),
  ])
  return new Map(rows.map((row) => [`${row.guest_id} ${row.key}`, row]))
}

const keyOf = (request: StayRequest) => `${request.guest_id} ${request.idempotency_key}`

function replay(request: StayRequest, answer: AnswerRow | undefined): StayOutcome {
  // The key was there a moment ago; only its removal for age can have come between.
  if (!answer) return { refusal: 'idempotency_reused' }
  const same =
    answer.house_id === request.house_id &&
    answer.start_date === request.start_date &&
    answer.end_date === request.end_date
  if (!same) return { refusal: 'idempotency_reused' }
  if (answer.refusal) return { refusal: answer.refusal }
  return answer.order_id === null ? { refusal: 'dates_taken' } : { order_id: answer.order_id }
}
