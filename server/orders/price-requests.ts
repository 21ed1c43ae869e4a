import type { Asking } from '../../rules/house-takes.ts'
import { REFUSAL_OF } from '../availability/stay-refusal.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { priceStay } from '../pricing/price-stay.ts'
import type { StayRequest } from './booking-queue.ts'

/** Columns of the requests, beside who wants what, as `PRICED_COLUMNS` names them. */
export const PRICED_COLUMNS = [
  ['terms_version', 'integer'],
  ['amount_by_rules', 'bigint'],
  ['day_amounts', 'text'],
  ['lines', 'text'],
  ['refusal_by_rules', 'text'],
  ['amount_shown', 'bigint'],
  ['guests', 'integer'],
] as const

/**
 * What the stays of houses with rules cost, and why one is not taken, each for the version of the
 * house's terms that was looked at: the statement takes it for no other. All is null for houses of
 * which the book knows no rules; the statement then knows the price itself.
 */
export function pricedColumns(
  book: PriceBook,
  asking: Asking,
  requests: readonly StayRequest[],
): unknown[][] {
  const rows = requests.map((request) => ({
    ...priceRequest(book, asking, request),
    amount_shown: request.amount ?? null,
    guests: guestsOf(request),
  }))
  return PRICED_COLUMNS.map(([name]) => rows.map((row) => row[name]))
}

/** How many people a request is for: one, where its sender does not say. */
export const guestsOf = ({ guests = 1 }: StayRequest): number => guests

const UNPRICED = {
  terms_version: null,
  amount_by_rules: null,
  day_amounts: null,
  lines: null,
  refusal_by_rules: null,
}

function priceRequest(book: PriceBook, asking: Asking, request: StayRequest) {
  const house = book.find(request.house_id)
  if (!house) return UNPRICED
  const stay = { first: request.start_date, last: request.end_date }
  const { terms_version } = house
  const { quote, problem } = priceStay(house, stay, asking)
  if (problem) return { ...UNPRICED, terms_version, refusal_by_rules: REFUSAL_OF[problem] }
  return {
    terms_version,
    amount_by_rules: quote.amount,
    day_amounts: `{${quote.days.map(({ amount }) => amount).join(',')}}`,
    lines: JSON.stringify(quote.lines),
    refusal_by_rules: null,
  }
}
