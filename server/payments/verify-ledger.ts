import { sql } from 'kysely'
import { FINISHED_STATUSES, SETTLED_STATUSES } from '../orders/order-states.ts'
import { type Check, runChecks } from '../platform/database/checks.ts'
import type { Verification } from '../room.ts'
import type { Database, Db } from '../schema.ts'
import { COUNTED, LEFT_FEN } from './sql.ts'
import { ON_HOLD, PAYOUT_CHECKS } from './verify-payouts.ts'

/** The payments that count for an order, and what of each was not sent back. */
const HELD = sql`
  SELECT p.house_id, p.order_id, p.id, p.settled, ${LEFT_FEN} AS left_fen,
    (SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r
     WHERE r.payment_id = p.id AND r.cause = 'given') AS given_fen
  FROM payments p WHERE ${COUNTED}`

/** What was given to whom it is due, by order: less what its host gave back of it. */
const POSTED = sql`
  SELECT coalesce(t.order_id, p.order_id) AS order_id, sum(e.amount_fen) AS fen,
    -coalesce(sum(other.tax), 0) AS tax_fen
  FROM ledger_transactions t
  JOIN ledger_entries e ON e.transaction_id = t.id AND e.account = 'guest'
  LEFT JOIN payments p ON t.kind = 'stay' AND p.id = t.subject_id
  LEFT JOIN LATERAL (
    SELECT sum(amount_fen) AS tax FROM ledger_entries
    WHERE transaction_id = t.id AND account = 'tax'
  ) AS other ON true
  WHERE t.kind IN ('stay', 'order', 'given')
  GROUP BY 1`

const PAID_STATUSES = sql`('PAID', ${sql.join([...FINISHED_STATUSES])})`

const CHECKS: readonly Check[] = [
  {
    finds: 'ledger transactions that do not sum to zero, or have no entries',
    query: sql`
      SELECT format('transaction %s (%s %s): %s fen', t.id, t.kind, t.subject_id, sum(e.amount_fen)) AS line
      FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id
      GROUP BY t.id HAVING sum(e.amount_fen) IS DISTINCT FROM 0`,
  },
  {
    finds: 'payments that came and are not posted as they are, or are posted and did not come',
    query: sql`
      SELECT format('payment %s of order %s', p.id, p.order_id) AS line
      FROM payments p
      LEFT JOIN ledger_transactions t ON t.kind = 'payment' AND t.subject_id = p.id
      LEFT JOIN ledger_entries e ON e.transaction_id = t.id AND e.account = 'provider'
      WHERE e.amount_fen IS DISTINCT FROM CASE WHEN p.status = 'paid' THEN p.amount_fen END`,
  },
  {
    finds: 'payments that are neither held for a paid or cancelled order nor going back',
    query: sql`
      SELECT format('payment %s of order %s, which is %s', h.id, h.order_id, o.status) AS line
      FROM (${HELD}) AS h
      LEFT JOIN orders o ON o.house_id = h.house_id AND o.id = h.order_id
      WHERE h.left_fen > 0
        AND (o.status IS NULL OR o.status NOT IN ${PAID_STATUSES} AND o.status <> 'CANCELED')`,
  },
  {
    finds: 'payments of which more goes back than came',
    query: sql`
      SELECT format('payment %s of order %s: %s fen left', p.id, p.order_id, ${LEFT_FEN}) AS line
      FROM payments p WHERE ${LEFT_FEN} < 0
        OR p.status <> 'paid' AND EXISTS (SELECT FROM refunds r WHERE r.payment_id = p.id)`,
  },
  {
    finds: 'paid orders for which another sum than their amount came and stayed',
    query: sql`
      SELECT format('order %s (%s): %s of %s fen', o.id, o.status,
        coalesce(sum(h.left_fen + h.given_fen), 0), o.amount_fen) AS line
      FROM orders o LEFT JOIN (${HELD}) AS h ON h.house_id = o.house_id AND h.order_id = o.id
      WHERE o.status IN ${PAID_STATUSES}
      GROUP BY o.house_id, o.id
      HAVING coalesce(sum(h.left_fen + h.given_fen), 0) <> o.amount_fen`,
  },
  {
    finds: 'refunds that are done and not posted, or posted and not done',
    query: sql`
      SELECT format('refund %s (%s)', r.id, r.status) AS line
      FROM refunds r JOIN payments p ON p.id = r.payment_id
      LEFT JOIN ledger_transactions t ON t.kind = 'refund' AND t.subject_id = r.id
      LEFT JOIN ledger_entries e ON e.transaction_id = t.id AND e.account IN ('provider', 'bank')
      WHERE -e.amount_fen IS DISTINCT FROM CASE WHEN r.status = 'done' THEN r.amount_fen END`,
  },
  {
    finds: 'refunds that were refused: see `ihome refunds`',
    query: sql`
      SELECT format('refund %s of order %s: %s', r.id, p.order_id, r.last_code) AS line
      FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.status = 'refused'`,
  },
  {
    finds: 'orders that are posted without being over, or for another sum or tax than was kept',
    query: sql`
      SELECT format('order %s: %s fen, %s tax', posted.order_id, posted.fen, posted.tax_fen) AS line
      FROM (${POSTED}) AS posted
      LEFT JOIN orders o ON o.id = posted.order_id
      LEFT JOIN LATERAL (
        SELECT sum(h.left_fen) AS fen FROM (${HELD}) AS h
        WHERE h.house_id = o.house_id AND h.order_id = o.id
      ) AS kept ON true
      WHERE o.id IS NULL OR NOT o.status = ANY (${[...SETTLED_STATUSES]}::text[])
        OR posted.fen IS DISTINCT FROM kept.fen OR posted.tax_fen <> o.tax_fen`,
  },
  {
    finds: 'payments that are settled and were neither sent back nor posted, or both are open',
    query: sql`
      SELECT format('payment %s of order %s: %s fen left', h.id, h.order_id, h.left_fen) AS line
      FROM (${HELD}) AS h
      LEFT JOIN (${POSTED}) AS posted ON posted.order_id = h.order_id
      WHERE h.left_fen > 0 AND h.settled <> (posted.order_id IS NOT NULL)`,
  },
  {
    finds: 'guests for whom the site holds another sum than their payments',
    query: sql`
      SELECT format('user %s: %s fen in the ledger, %s held', coalesce(l.id, h.id),
        coalesce(l.fen, 0), coalesce(h.fen, 0)) AS line
      FROM (SELECT owner_id AS id, -sum(amount_fen) AS fen FROM ledger_entries
            WHERE account = 'guest' GROUP BY owner_id) AS l
      FULL JOIN (
        SELECT guest_id AS id, sum(fen) AS fen FROM (
          SELECT p.guest_id, p.amount_fen AS fen FROM payments p WHERE p.status = 'paid'
          UNION ALL
          SELECT p.guest_id, -r.amount_fen FROM refunds r JOIN payments p ON p.id = r.payment_id
          WHERE r.status = 'done'
          UNION ALL
          SELECT o.guest_id, -posted.fen FROM (${POSTED}) AS posted
          JOIN orders o ON o.id = posted.order_id
        ) AS moved GROUP BY guest_id) AS h ON h.id = l.id
      WHERE coalesce(l.fen, 0) <> coalesce(h.fen, 0)`,
  },
  ...PAYOUT_CHECKS,
]

/** What is wrong with the site's money; nothing where all of it is accounted for. */
export const verifyLedger = (database: Database) => runChecks(database, CHECKS)

export const LEDGER: Verification = {
  subject: 'ledger',
  checks: CHECKS,
  describe: async ({ kysely }) => [
    ...(await findTotals(kysely)).map(({ account, fen }) => `${account}\t${fen} fen`),
    ...(await ON_HOLD.execute(kysely)).rows
      .filter(({ orders }) => orders > 0)
      .map(({ orders, fen }) => `on hold\t${fen} fen of ${orders} orders`),
  ],
  passed: 'the ledger sums to zero, and every payment has its order or its refund',
}

export interface Totals {
  readonly account: string
  readonly fen: number
}

/** What each account has, or owes where it is negative; together they are nothing. */
export async function findTotals(db: Db): Promise<Totals[]> {
  const { rows } = await sql<Totals>`
    SELECT account, sum(amount_fen)::bigint AS fen FROM ledger_entries
    GROUP BY account ORDER BY account`.execute(db)
  return rows
}
