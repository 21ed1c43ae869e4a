import type { RefusalName } from '../../contract/refusals.ts'
import { NO_TAX, type SiteTax } from '../../rules/fees.ts'
import { lastBookableDay } from '../../rules/stay-rules.ts'
import type { BookingLimits } from '../availability/settings.ts'
import { createPriceBook, type PriceBook } from '../pricing/price-book.ts'
import { askingNow } from '../pricing/price-stay.ts'
import type { Database } from '../schema.ts'
import type { PlaceBatch, StayOutcome, StayRequest } from './booking-queue.ts'
import { boundValues } from './guest-bounds.ts'
import { type BatchRow, batchValues, PLACE_BATCH } from './place-statement.ts'
import { pricedColumns } from './price-requests.ts'
import { findAnswers, keyOf, replay } from './replay-keys.ts'
import type { Deadlines } from './settings.ts'

/** How often a stay is priced whose house changes its terms meanwhile. */
const PRICINGS_MAX = 4

/** What a batch says of a request; `terms_changed`: it was priced by terms that hold no more. */
type Outcome = StayOutcome | 'terms_changed'
type Decide = (requests: readonly StayRequest[]) => Promise<Outcome[]>

/** Decides batches whose hosts have so many hours to accept, at a site with these limits. */
export function placeBatchWithin(
  { accept_hours, pay_minutes }: Deadlines,
  limits: BookingLimits,
  tax: SiteTax = NO_TAX,
): PlaceBatch {
  const taxed = tax.kind !== 'none'
  const book = createPriceBook(taxed)
  return (database, clock, requests) =>
    placePriced(database, book, requests, (some) =>
      placeBatch(database, some, [
        ...batchValues(clock, some),
        accept_hours,
        lastBookableDay(clock.today(), limits.window_days),
        ...boundValues(limits),
        pay_minutes,
        taxed,
        ...pricedColumns(book, { ...askingNow(clock, limits.window_days), tax }, some),
      ]),
    )
}

/** Prices those again whose houses have other terms than the book knew. */
async function placePriced(
  database: Database,
  book: PriceBook,
  requests: readonly StayRequest[],
  decide: Decide,
): Promise<StayOutcome[]> {
  const outcomes = await decide(requests)
  for (let pricings = 2; pricings <= PRICINGS_MAX; pricings += 1) {
    const stale = [...outcomes.keys()].filter((index) => outcomes[index] === 'terms_changed')
    if (stale.length === 0) break
    const again = stale.map((index) => requests[index] as StayRequest)
    const house_ids = [...new Set(again.map(({ house_id }) => house_id))]
    // The others are committed: what fails now must not make them be placed once more.
    const decided = await book
      .read(database, house_ids)
      .then(() => decide(again))
      .catch(() => again.map((): StayOutcome => ({ refusal: 'database_away' })))
    for (const [place, index] of stale.entries()) outcomes[index] = decided[place] as Outcome
  }
  return outcomes.map((outcome) =>
    outcome === 'terms_changed' ? { refusal: 'overloaded' } : outcome,
  )
}

async function placeBatch(
  database: Database,
  requests: readonly StayRequest[],
  values: readonly unknown[],
): Promise<Outcome[]> {
  const rows = await database.run<BatchRow>(PLACE_BATCH, values)
  const known = requests.filter((request, index) => mayBeKnown(request, rows[index]))
  const answers =
    known.length === 0 ? new Map() : await findAnswers(database, known).catch(() => undefined)
  return rows.map((row, index) => {
    const request = requests[index] as StayRequest
    if (row.refusal === 'terms_changed') return row.refusal
    if (!mayBeKnown(request, row)) return outcomeOf(row)
    // The batch is committed: a failed look-up must not make the others be placed again.
    if (!answers) return { refusal: 'database_away' }
    const answer = answers.get(keyOf(request))
    return row.refusal === 'price_changed' && !answer ? outcomeOf(row) : replay(request, answer)
  })
}

/** What was placed by a key stays placed, whatever the price is by now. */
const mayBeKnown = ({ idempotency_key }: StayRequest, row: BatchRow | undefined): boolean =>
  row?.refusal === 'known_key' ||
  (row?.refusal === 'price_changed' && idempotency_key !== undefined)

const outcomeOf = ({ order_id, refusal }: BatchRow): StayOutcome =>
  order_id === null ? { refusal: (refusal as RefusalName | null) ?? 'dates_taken' } : { order_id }
