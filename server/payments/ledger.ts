import { sql } from 'kysely'
import type { Tables, Trx } from '../schema.ts'

type Entry = Pick<Tables['ledger_entries'], 'account' | 'amount_fen'> & {
  readonly owner_id?: number
}

interface Posting {
  readonly kind: Tables['ledger_transactions']['kind']
  /** What is posted, once: a payment, refund or payout. */
  readonly subject_id: number
  /** The order that it is about, where the subject does not say. */
  readonly order?: { readonly house_id: number; readonly order_id: number }
  readonly at: Date
  /** Their amounts sum to zero: the database refuses what does not. */
  readonly entries: readonly Entry[]
}

/**
 * What follows FROM: the entries `e` that say whose an order's money is, each with its order `o`.
 * Servers of before posted payments, not orders.
 */
export const EARNED_ENTRIES = sql`
  ledger_entries e
  JOIN ledger_transactions t ON t.id = e.transaction_id AND t.kind IN ('stay', 'order', 'given')
  LEFT JOIN payments p ON t.kind = 'stay' AND p.id = t.subject_id
  JOIN orders o ON o.house_id = coalesce(t.house_id, p.house_id)
    AND o.id = coalesce(t.order_id, p.order_id)`

/** Posts one thing that happened to money; a second time is an error of the database. */
export async function post(
  trx: Trx,
  { kind, subject_id, order, at, entries }: Posting,
): Promise<void> {
  const { id } = await trx
    .insertInto('ledger_transactions')
    .values({ kind, subject_id, at, ...order })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('ledger_entries')
    .values(entries.map((entry) => ({ ...entry, transaction_id: id })))
    .execute()
}
