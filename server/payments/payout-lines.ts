import { type RawBuilder, sql } from 'kysely'
import type { QuoteLine } from '../../rules/quote.ts'
import { linesOf } from '../orders/order-lines.ts'
import type { Db } from '../schema.ts'

/** What an order is worth to its host, and where each part comes from. All amounts in fen. */
export interface DueOrder {
  readonly house_id: number
  readonly order_id: number
  readonly host_id: number
  readonly start_date: string
  readonly end_date: string
  /** What of it is paid, or to be paid. */
  readonly fen: number
  readonly sums: PayoutSums
  /** Why it is not to be paid now; null: it is. */
  readonly hold: { readonly reason: string; readonly held_by: string } | null
}

/**
 * The lines of an order by their kind, and what was taken of them since; together they are what its
 * host is paid.
 */
export type PayoutSums = Readonly<Record<(typeof PAYOUT_SUMS)[number], number>>

export const PAYOUT_SUMS = [
  'nights',
  'discounts',
  'extra_guests',
  'cleaning',
  'taxes',
  'went_back',
  'taxes_owed',
  'platform_fee',
] as const

const SUM_OF_LINE = {
  nights: 'nights',
  discount: 'discounts',
  extra_guest: 'extra_guests',
  cleaning: 'cleaning',
  tax: 'taxes',
} as const satisfies Readonly<Record<QuoteLine['kind'], keyof PayoutSums>>

interface Found {
  readonly house_id: number
  readonly order_id: number
  readonly host_id: number
  readonly start_date: string
  readonly end_date: string
  readonly price_fen: number
  readonly amount_fen: number
  readonly lines: QuoteLine[] | null
  readonly fen: number
  readonly platform_fen: number
  readonly tax_fen: number
  readonly reason: string | null
  readonly held_by: string | null
}

/** @param due answers `house_id`, `order_id`, `fen` and `hold_id`. */
export async function selectDue(db: Db, due: RawBuilder<unknown>): Promise<DueOrder[]> {
  const { rows } = await sql<Found>`
    SELECT o.house_id, o.id AS order_id, o.host_id, o.start_date, o.end_date, o.price_fen,
      o.amount_fen, o.lines, due.fen, hold.reason, hold.held_by,
      coalesce(taken.platform_fen, 0)::bigint AS platform_fen,
      coalesce(taken.tax_fen, 0)::bigint AS tax_fen
    FROM (${due}) AS due
    JOIN orders o ON o.house_id = due.house_id AND o.id = due.order_id
    LEFT JOIN payout_holds hold ON hold.id = due.hold_id
    CROSS JOIN LATERAL (
      SELECT -sum(e.amount_fen) FILTER (WHERE e.account = 'platform') AS platform_fen,
        -sum(e.amount_fen) FILTER (WHERE e.account = 'tax') AS tax_fen
      FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
      WHERE t.kind = 'order' AND t.subject_id = o.id
        OR t.kind IN ('stay', 'given') AND t.id IN (
          SELECT one.id FROM ledger_transactions one
          JOIN payments p ON p.house_id = o.house_id AND p.order_id = o.id
          LEFT JOIN refunds r ON r.payment_id = p.id
          WHERE one.kind = 'stay' AND one.subject_id = p.id
            OR one.kind = 'given' AND one.subject_id = r.id
        )
    ) AS taken
    ORDER BY o.host_id, o.end_date, o.id`.execute(db)
  return rows.map(tell)
}

function tell(row: Found): DueOrder {
  const { house_id, order_id, host_id, start_date, end_date, fen, reason, held_by } = row
  const hold = reason === null ? null : { reason, held_by: held_by ?? '' }
  return { house_id, order_id, host_id, start_date, end_date, fen, hold, sums: sumsOf(row) }
}

/** What went back is what is missing of the lines: tax and the platform's part are told apart. */
function sumsOf(row: Found): PayoutSums {
  const sums = { ...NOTHING }
  for (const { kind, amount } of linesOf(row)) sums[SUM_OF_LINE[kind]] += amount
  const platform_fee = 0 - row.platform_fen
  const taxes_owed = 0 - row.tax_fen
  const bought = totalOf(sums)
  return {
    ...sums,
    platform_fee,
    taxes_owed,
    went_back: row.fen - bought - platform_fee - taxes_owed,
  }
}

const NOTHING = Object.fromEntries(PAYOUT_SUMS.map((name) => [name, 0])) as Record<
  keyof PayoutSums,
  number
>

const totalOf = (sums: PayoutSums): number =>
  PAYOUT_SUMS.reduce((total, name) => total + sums[name], 0)

/** Of several orders, by their kind. */
export const addSums = (orders: readonly DueOrder[]): PayoutSums =>
  orders.reduce<Record<keyof PayoutSums, number>>(
    (total, { sums }) => {
      for (const name of PAYOUT_SUMS) total[name] += sums[name]
      return total
    },
    { ...NOTHING },
  )
