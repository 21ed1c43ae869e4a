import { daysBetween } from '../../rules/night-date.ts'
import type { QuoteLine } from '../../rules/quote.ts'
import type { Tables } from '../schema.ts'

type Bought = Pick<
  Tables['orders'],
  'lines' | 'start_date' | 'end_date' | 'price_fen' | 'amount_fen'
>

/** What an order costs, line by line. Orders of houses without rules keep the price of a day. */
export function linesOf({
  lines,
  start_date,
  end_date,
  price_fen,
  amount_fen,
}: Bought): readonly QuoteLine[] {
  if (lines) return lines
  const quantity = daysBetween(start_date, end_date)
  return [{ kind: 'nights', quantity, unit_amount: price_fen, amount: amount_fen }]
}
