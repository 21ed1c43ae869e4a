import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { releaseNightsOf } from '../availability/ledger.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { EVENT_OF, TIMED_TRANSITIONS, type TimedTransition } from './order-states.ts'

/** Whoever asks for nights that a batch sets free waits until it is committed. */
const BATCH_ORDERS_MAX = 500
const BATCHES_MAX = 400
const REST_MS_MAX = 1_000

/**
 * Moves on every order whose time has come, along the rows of the table that nobody brings about.
 * Any number of servers may sweep at once: each takes rows that no other has locked, a bounded
 * number at a time, each number in a transaction of its own. Between two of them it rests for as
 * long as the last one took, so that bookings have at least half of the time to themselves.
 *
 * @param stopping ends it after the batch under way.
 * @returns how many orders moved, by row of the table.
 */
export async function sweepOrders(
  db: Db,
  clock: Clock,
  stopping?: AbortSignal,
): Promise<Map<TimedTransition, number>> {
  const moved = new Map<TimedTransition, number>()
  for (const transition of TIMED_TRANSITIONS) {
    moved.set(transition, await sweepTransition(db, clock, transition, stopping))
  }
  return moved
}

async function sweepTransition(
  db: Db,
  clock: Clock,
  transition: TimedTransition,
  stopping: AbortSignal | undefined,
): Promise<number> {
  let total = 0
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1) {
    const began_ms = performance.now()
    const count = await sweepBatch(db, clock.now(), transition)
    total += count
    if (count < BATCH_ORDERS_MAX) break
    await sleep(Math.min(performance.now() - began_ms, REST_MS_MAX))
  }
  return total
}

async function sweepBatch(db: Db, now: Date, transition: TimedTransition) {
  const { from, to, by, releases_nights } = transition
  const result = await sql<{ count: number }>`
    WITH due AS (
      SELECT house_id, id FROM orders
      WHERE status = ${from} AND due_at <= ${now}
      ORDER BY due_at
      LIMIT ${BATCH_ORDERS_MAX}
      FOR UPDATE SKIP LOCKED
    ),
    moved AS (
      UPDATE orders SET status = ${to}, due_at = NULL
      FROM due WHERE orders.house_id = due.house_id AND orders.id = due.id
      RETURNING orders.house_id, orders.id, orders.start_date, orders.end_date
    ),
    freed AS (SELECT * FROM moved WHERE ${releases_nights === true}),
    released AS (${releaseNightsOf(sql`freed`)}),
    recorded AS (
      INSERT INTO order_events (house_id, order_id, from_status, to_status, kind, actor, at)
      SELECT house_id, id, ${from}, ${to}, ${EVENT_OF[transition.action]}, ${by}, ${now} FROM moved
    )
    SELECT count(*) AS count FROM moved`.execute(db)
  return result.rows[0]?.count ?? 0
}
