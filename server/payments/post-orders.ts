import { sql } from 'kysely'
import { SETTLED_STATUSES } from '../orders/order-states.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { LEFT_FEN } from './sql.ts'

const BATCH_ORDERS_MAX = 500
const BATCHES_MAX = 200

/**
 * Gives what is kept of orders that are over to whom it is due, each once: taxes to the site's town,
 * the platform's fee to the platform, the rest to the host. The fee is that of this moment, in
 * hundredths of a percent, rounded down to a whole fen: what is lost by rounding is the platform's.
 *
 * Any number of servers may do it at once: each takes orders that no other has locked.
 */
export async function postOrders(
  db: Db,
  clock: Clock,
  fee_basis_points: number,
  stopping?: AbortSignal,
): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1)
    if ((await postBatch(db, clock.now(), fee_basis_points)) < BATCH_ORDERS_MAX) return
}

const postBatch = (db: Db, now: Date, fee_basis_points: number): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const ids = await lockDue(trx)
    // A statement of its own: what was refunded before the lock was there is seen by it.
    if (ids.length > 0) await post(trx, ids, now, fee_basis_points)
    return ids.length
  })

async function lockDue(trx: Trx): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT o.id FROM orders o
    WHERE (o.house_id, o.id) IN (
      SELECT house_id, order_id FROM payments WHERE status = 'paid' AND NOT settled
    ) AND o.status = ANY (${[...SETTLED_STATUSES]}::text[])
    LIMIT ${BATCH_ORDERS_MAX}
    FOR UPDATE OF o SKIP LOCKED`.execute(trx)
  return rows.map(({ id }) => id)
}

const post = (trx: Trx, ids: readonly number[], now: Date, fee_basis_points: number) =>
  sql`
  WITH kept AS (
    SELECT o.house_id, o.id, o.guest_id, o.host_id, o.tax_fen, sum(${LEFT_FEN})::bigint AS fen
    FROM orders o JOIN payments p ON p.house_id = o.house_id AND p.order_id = o.id
    WHERE o.id = ANY (${ids}::bigint[]) AND p.status = 'paid' AND NOT p.settled
    GROUP BY o.house_id, o.id
  ),
  due AS (
    SELECT *, (fen - tax_fen) * ${fee_basis_points}::bigint / 10000 AS fee_fen FROM kept
  ),
  settled AS (
    UPDATE payments SET settled = true FROM due
    WHERE payments.house_id = due.house_id AND payments.order_id = due.id
      AND payments.status = 'paid' AND NOT payments.settled
  ),
  posted AS (
    INSERT INTO ledger_transactions (kind, subject_id, house_id, order_id, at)
    SELECT 'order', id, house_id, id, ${now} FROM due WHERE fen > 0
    RETURNING id, subject_id
  )
  INSERT INTO ledger_entries (transaction_id, account, owner_id, amount_fen)
  SELECT posted.id, entry.account, entry.owner_id, entry.amount_fen
  FROM posted JOIN due ON due.id = posted.subject_id
  CROSS JOIN LATERAL (VALUES
    ('guest', due.guest_id, due.fen),
    ('host', due.host_id, due.fee_fen + due.tax_fen - due.fen),
    ('platform', 0, -due.fee_fen),
    ('tax', 0, -due.tax_fen)
  ) AS entry (account, owner_id, amount_fen)
  WHERE entry.amount_fen <> 0`.execute(trx)
