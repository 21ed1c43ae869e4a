import { sql } from 'kysely'
import { FINISHED_STATUSES } from '../orders/order-states.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'

const BATCH_STAYS_MAX = 500
const BATCHES_MAX = 200

/**
 * Posts the payments of stays that are over to their hosts, less the platform's fee, each once. The
 * fee is that of this moment, in hundredths of a percent, rounded down to a whole fen: what is
 * lost by rounding is the platform's.
 *
 * Any number of servers may do it at once: each takes payments that no other has locked.
 */
export async function postStays(
  db: Db,
  clock: Clock,
  fee_basis_points: number,
  stopping?: AbortSignal,
): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1)
    if ((await postBatch(db, clock.now(), fee_basis_points)) < BATCH_STAYS_MAX) return
}

async function postBatch(db: Db, now: Date, fee_basis_points: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    WITH due AS (
      SELECT p.id, p.guest_id, o.host_id, p.amount_fen,
        p.amount_fen * ${fee_basis_points}::bigint / 10000 AS fee_fen
      FROM payments p JOIN orders o ON o.house_id = p.house_id AND o.id = p.order_id
      WHERE p.status = 'paid' AND NOT p.settled AND o.status = ANY (${[...FINISHED_STATUSES]}::text[])
      LIMIT ${BATCH_STAYS_MAX}
      FOR UPDATE OF p SKIP LOCKED
    ),
    settled AS (
      UPDATE payments SET settled = true FROM due WHERE payments.id = due.id
    ),
    posted AS (
      INSERT INTO ledger_transactions (kind, subject_id, at)
      SELECT 'stay', id, ${now} FROM due
      RETURNING id, subject_id
    ),
    entries AS (
      INSERT INTO ledger_entries (transaction_id, account, owner_id, amount_fen)
      SELECT posted.id, entry.account, entry.owner_id, entry.amount_fen
      FROM posted JOIN due ON due.id = posted.subject_id
      CROSS JOIN LATERAL (VALUES
        ('guest', due.guest_id, due.amount_fen),
        ('host', due.host_id, due.fee_fen - due.amount_fen),
        ('platform', 0, -due.fee_fen)
      ) AS entry (account, owner_id, amount_fen)
      WHERE entry.amount_fen <> 0
    )
    SELECT count(*) AS count FROM due`.execute(db)
  return rows[0]?.count ?? 0
}
