import { sql } from 'kysely'
import type { Check } from '../platform/database/checks.ts'

/** That lines, orders, holds and payouts say the same. */
export const PAYOUT_CHECKS: readonly Check[] = [
  {
    finds: 'payouts that are not posted as they are, and hosts who were paid more than they earned',
    query: sql`
      SELECT format('payout %s to user %s', o.id, o.host_id) AS line
      FROM payouts o
      LEFT JOIN ledger_transactions t ON t.kind = 'payout' AND t.subject_id = o.id
      LEFT JOIN ledger_entries e ON e.transaction_id = t.id AND e.account = 'bank'
      WHERE -e.amount_fen IS DISTINCT FROM o.amount_fen
      UNION ALL
      SELECT format('user %s: %s fen', owner_id, sum(amount_fen)) FROM ledger_entries
      WHERE account = 'host' GROUP BY owner_id HAVING sum(amount_fen) > 0`,
  },
  {
    finds: 'payouts that are another sum than that of their orders',
    query: sql`
      SELECT format('payout %s to user %s: %s fen, orders %s', p.id, p.host_id, p.amount_fen,
        coalesce(sum(o.amount_fen), 0)) AS line
      FROM payouts p LEFT JOIN payout_orders o ON o.payout_id = p.id
      GROUP BY p.id HAVING sum(o.amount_fen) IS DISTINCT FROM p.amount_fen`,
  },
  {
    finds: 'orders of which more was paid out than their host has of them',
    query: sql`
      SELECT format('order %s: %s fen more', order_id, -fen) AS line FROM due_orders WHERE fen < 0
      UNION ALL
      SELECT format('order %s: nothing is its host''s', paid.order_id) FROM payout_orders paid
      WHERE NOT EXISTS (
        SELECT FROM earned_orders earned
        WHERE earned.house_id = paid.house_id AND earned.order_id = paid.order_id
      )`,
  },
  {
    finds: 'orders that were paid out while they were on hold',
    query: sql`
      SELECT format('order %s in payout %s', paid.order_id, p.id) AS line
      FROM payout_orders paid JOIN payouts p ON p.id = paid.payout_id
      JOIN payout_holds hold ON hold.house_id = paid.house_id AND hold.order_id = paid.order_id
      WHERE p.created_at >= hold.held_at
        AND (hold.released_at IS NULL OR p.created_at < hold.released_at)`,
  },
  {
    finds: 'orders whose lines do not sum to their amount, or to their tax',
    query: sql`
      SELECT format('order %s: %s fen in lines, %s of them tax', o.id, line.fen, line.tax) AS line
      FROM orders o CROSS JOIN LATERAL (
        SELECT sum((line->>'amount')::bigint) AS fen,
          coalesce(sum((line->>'amount')::bigint) FILTER (WHERE line->>'kind' = 'tax'), 0) AS tax
        FROM jsonb_array_elements(o.lines) AS line
      ) AS line
      WHERE o.lines IS NOT NULL AND (line.fen IS DISTINCT FROM o.amount_fen
        OR o.status <> 'CANCELED' AND line.tax <> o.tax_fen)`,
  },
]

/** What is due to hosts and on hold, for whoever reads the totals. */
export const ON_HOLD = sql<{ readonly orders: number; readonly fen: number }>`
  SELECT count(*) AS orders, coalesce(sum(due.fen), 0)::bigint AS fen
  FROM payout_holds hold
  LEFT JOIN due_orders due ON due.hold_id = hold.id
  WHERE hold.released_at IS NULL`
