import type { OrderStatus } from '../../contract/order-terms.ts'
import type { RefusalName } from '../../contract/refusals.ts'
import { claimNights } from '../availability/ledger.ts'
import { priceOfStayText } from '../availability/price-of-stay.ts'
import { REFUSAL_OF, stayRefusalText } from '../availability/stay-refusal.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Statement } from '../platform/database/database.ts'
import type { StayRequest } from './booking-queue.ts'
import { guestBounds } from './guest-bounds.ts'
import { dueAtSql } from './order-deadlines.ts'
import { deadlineOf, ENTRIES, FINISHED_STATUSES } from './order-states.ts'
import { PRICED_COLUMNS } from './price-requests.ts'

const STAY_REFUSAL = stayRefusalText({
  first: 'r.start_date',
  last: 'r.end_date',
  days: '(r.end_date - r.start_date + 1)',
  min_days: 'h.min_days',
  max_days: 'h.max_days',
  first_day: '$7::date',
  last_day: '$10::date',
})

const AMOUNT = priceOfStayText({
  price_fen: 'h.price_fen',
  days: '(r.end_date - r.start_date + 1)',
})

/** Answers that decide nothing yet: no key remembers them. */
const UNDECIDED = `ARRAY['terms_changed', 'price_changed']`

const FIRST_PRICED = 17
const PRICED_ARRAYS = PRICED_COLUMNS.map(
  ([, type], place) => `$${FIRST_PRICED + place}::${type}[]`,
).join(', ')
const PRICED_NAMES = PRICED_COLUMNS.map(([name]) => name).join(', ')

const quoted = (texts: readonly string[]) => `ARRAY[${texts.map((text) => `'${text}'`).join(', ')}]`

const byEntry = (sqlOf: (status: OrderStatus) => string): string => `
        CASE ${ENTRIES.map(({ instant, to }) => `WHEN instant IS ${instant} THEN ${sqlOf(to)}`).join(' ')} END`

const dueOf = (status: OrderStatus): string =>
  dueAtSql(status, {
    now: '$6::timestamptz',
    today: '$7::date',
    zone: '$8::text',
    length: deadlineOf(status)?.within === 'pay_minutes' ? '$15::integer' : '$9::integer',
  })

/**
 * Decides a whole batch in one statement, which is its own transaction: what it answers is
 * committed. It never waits for a loser, and a loser never fails its neighbours.
 */
export const PLACE_BATCH: Statement = {
  name: 'place_batch',
  writes: true,
  text: `
    WITH asked AS MATERIALIZED (
      SELECT r.*, nextval('order_ids') AS order_id, h.host_id, h.price_fen, price.amount_fen,
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
          WHEN r.guests > h.capacity THEN 'too_many_guests'
          -- What was computed holds for the terms that it was computed from.
          WHEN h.terms_version <> coalesce(r.terms_version, 0) OR r.price_known <> h.price_fen
            OR $16::boolean AND r.terms_version IS NULL THEN 'terms_changed'
          WHEN r.refusal_by_rules IS NOT NULL THEN r.refusal_by_rules
          WHEN h.terms_version = 0 AND stay_refusal IS NOT NULL THEN stay_refusal
          WHEN r.amount_shown <> price.amount_fen THEN 'price_changed'
        END AS rule_refusal,
        CASE r.booking
          WHEN 'instant' THEN true
          WHEN 'instant_known' THEN EXISTS (
            SELECT FROM orders AS stayed WHERE stayed.guest_id = r.guest_id
              AND stayed.status = ANY (${quoted(FINISHED_STATUSES)}) OFFSET 0
          )
          ELSE false
        END AS instant
      FROM unnest($1::bigint[], $2::bigint[], $3::date[], $4::date[], $5::text[], ${PRICED_ARRAYS})
        WITH ORDINALITY
        AS r (guest_id, house_id, start_date, end_date, key, ${PRICED_NAMES}, ordinal)
      -- OFFSET 0 keeps this a look-up per request, whatever the planner believes of the table.
      LEFT JOIN LATERAL (SELECT * FROM houses WHERE id = r.house_id OFFSET 0) h ON true
      CROSS JOIN LATERAL (SELECT ${STAY_REFUSAL} AS stay_refusal OFFSET 0) AS stay
      CROSS JOIN LATERAL (SELECT coalesce(r.amount_by_rules, ${AMOUNT}) AS amount_fen) AS price
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
        (guest_id, key, house_id, start_date, end_date, guests, order_id, refusal, created_at)
      SELECT guest_id, key, house_id, start_date, end_date, guests, order_id, refusal, $6::timestamptz
      FROM judged WHERE key IS NOT NULL AND (refusal = ANY (${UNDECIDED})) IS NOT TRUE
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
      INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, guests,
        title, address, cover_url, price_fen, amount_fen, day_amounts, lines,
        terms, tax_fen, status, due_at, created_at)
      SELECT house_id, order_id, guest_id, host_id, start_date, end_date, guests,
        title, address, cover_url, price_fen, amount_fen, day_amounts::bigint[], lines::jsonb,
        terms::jsonb, coalesce(tax_fen, 0), ${byEntry((status) => `'${status}'`)}, ${byEntry(dueOf)},
        $6::timestamptz
      FROM judged JOIN claim USING (order_id)
      RETURNING house_id, id, status
    ),
    event AS (
      INSERT INTO order_events (house_id, order_id, to_status, kind, actor, at)
      SELECT house_id, id, status, 'placed', 'guest', $6::timestamptz FROM placed
    )
    SELECT judged.ordinal, placed.id AS order_id,
      CASE
        WHEN judged.refusal = ANY (${UNDECIDED}) THEN judged.refusal
        WHEN judged.key IS NOT NULL AND new_key.order_id IS NULL THEN 'known_key'
        WHEN judged.refusal IS NOT NULL THEN judged.refusal
        WHEN placed.id IS NULL THEN 'dates_taken'
      END AS refusal
    FROM judged
    LEFT JOIN placed ON placed.id = judged.order_id
    LEFT JOIN new_key ON new_key.order_id = judged.order_id
    ORDER BY judged.ordinal`,
}

export interface BatchRow {
  readonly order_id: number | null
  readonly refusal: RefusalName | 'known_key' | 'terms_changed' | null
}

/** What the statement asks first: who wants what, and when. */
export const batchValues = (clock: Clock, requests: readonly StayRequest[]): unknown[] => [
  requests.map((request) => request.guest_id),
  requests.map((request) => request.house_id),
  requests.map((request) => request.start_date),
  requests.map((request) => request.end_date),
  requests.map((request) => request.idempotency_key ?? null),
  clock.now().toISOString(),
  clock.today(),
  clock.zone,
]
