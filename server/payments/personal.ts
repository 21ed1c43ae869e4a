import { sql } from 'kysely'
import { type DeletionHold, EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'
import type { Db } from '../schema.ts'

/** Money keeps its rows: they name people by their ids alone. */
export const MONEY_OF_A_PERSON: PersonalData = {
  exports: {
    payments: (db, user_id) =>
      db
        .selectFrom('payments')
        .select(['id', 'out_trade_no', 'provider', 'house_id', 'order_id', 'amount_fen'])
        .select(['status', 'channel', 'created_at', 'paid_at'])
        .where('guest_id', '=', user_id)
        .orderBy('id', 'desc')
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
    payouts: (db, user_id) =>
      db
        .selectFrom('payouts')
        .select(['id', 'amount_fen', 'until', 'created_at'])
        .where('host_id', '=', user_id)
        .orderBy('id', 'desc')
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
    ledger: (db, user_id) => listEntries(db, user_id),
  },
  async holds(db, _clock, user_id) {
    const [payments, payouts] = await Promise.all([
      countOpenPayments(db, user_id),
      countOwed(db, user_id),
    ])
    const holds: readonly DeletionHold[] = [
      { kind: 'payment', count: payments },
      { kind: 'payout', count: payouts },
    ]
    return holds.filter(({ count }) => count > 0)
  },
}

async function listEntries(db: Db, user_id: number): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    SELECT t.id, t.kind, t.subject_id, t.at, e.account, e.amount_fen
    FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
    WHERE e.account IN ('guest', 'host') AND e.owner_id = ${user_id}
    ORDER BY t.id DESC LIMIT ${EXPORTED_ROWS_MAX}`.execute(db)
  return rows
}

/** Payments that may still come, refunds that have not gone, and money of stays not yet posted. */
async function countOpenPayments(db: Db, user_id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM payments p
    JOIN orders o ON o.house_id = p.house_id AND o.id = p.order_id
    WHERE ${user_id} IN (o.guest_id, o.host_id)
      AND (p.status = 'open' OR (p.status = 'paid' AND NOT p.settled AND o.host_id = ${user_id})
        OR EXISTS (SELECT FROM refunds r WHERE r.payment_id = p.id AND r.status <> 'done'))`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Whether the site owes them, as a host. */
async function countOwed(db: Db, user_id: number): Promise<number> {
  const { rows } = await sql<{ owed: number }>`
    SELECT coalesce(sum(amount_fen), 0)::bigint AS owed FROM ledger_entries
    WHERE account = 'host' AND owner_id = ${user_id}`.execute(db)
  return (rows[0]?.owed ?? 0) === 0 ? 0 : 1
}
