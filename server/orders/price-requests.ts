import type { HouseRules } from '../../rules/house-rules.ts'
import type { OrderTerms } from '../../rules/order-terms.ts'
import type { Quote } from '../../rules/quote.ts'
import { REFUSAL_OF } from '../availability/stay-refusal.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { type Pricing, priceStay } from '../pricing/price-stay.ts'
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
  ['price_known', 'bigint'],
  ['tax_fen', 'bigint'],
  ['terms', 'text'],
  ['booking', 'text'],
] as const

type Charging = Omit<Pricing, 'guests'>

/**
 * What the stays of houses with rules cost, and why one is not taken, each for the version of the
 * house's terms that was looked at: the statement takes it for no other. All is null for houses of
 * which the book knows no rules; the statement then knows the price itself.
 */
export function pricedColumns(
  book: PriceBook,
  asking: Charging,
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
  price_known: null,
  tax_fen: null,
  terms: null,
  booking: null,
}

function priceRequest(book: PriceBook, asking: Charging, request: StayRequest) {
  const house = book.find(request.house_id)
  if (!house) return UNPRICED
  const { terms_version, terms, rules } = house
  const stay = { first: request.start_date, last: request.end_date }
  const { quote, problem } = priceStay(house, stay, { ...asking, guests: guestsOf(request) })
  // What stays a house without rules takes, the statement knows itself.
  if (problem && terms_version > 0)
    return { ...UNPRICED, terms_version, refusal_by_rules: REFUSAL_OF[problem] }
  return {
    terms_version,
    amount_by_rules: quote.amount,
    day_amounts: `{${quote.days.map(({ amount }) => amount).join(',')}}`,
    lines: JSON.stringify(quote.lines),
    refusal_by_rules: null,
    price_known: terms.price,
    tax_fen: taxOf(quote),
    terms: JSON.stringify(termsOf(rules)),
    booking: rules.booking,
  }
}

const termsOf = (rules: HouseRules): OrderTerms => {
  const { cancellation, fees, check_in, check_out, names_required } = rules
  return { cancellation, fees, check_in, check_out, names_required }
}

const taxOf = ({ lines }: Quote): number =>
  lines.reduce((sum, { kind, amount }) => (kind === 'tax' ? sum + amount : sum), 0)
