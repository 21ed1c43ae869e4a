import { type Language, REFUSALS, Refusal, type RefusalName } from '../../contract/refusals.ts'
import type { Days } from '../../rules/days.ts'
import { daysBetween } from '../../rules/night-date.ts'
import { checkVisibleHouse } from '../houses/visible-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import { findPriced } from '../pricing/find-priced.ts'
import { askingNow, priceStay } from '../pricing/price-stay.ts'
import { tellLine } from '../pricing/quote-lines.ts'
import type { Db } from '../schema.ts'
import { findTaken } from './ledger.ts'
import { DAYS_ASKED_MAX } from './read-days.ts'
import { REFUSAL_OF } from './stay-refusal.ts'

export interface QuoteQuestion {
  readonly house_id: number
  /** Undefined: a visitor who is nobody. */
  readonly viewer_id: number | undefined
  readonly days: Days
  readonly language: Language
}

/** What a site says of all houses. */
export interface QuoteRules {
  readonly clock: Clock
  readonly window_days: number
}

/**
 * What a stay costs now, and whether it can be booked: what is charged is what this says.
 *
 * @throws {Refusal} `house_missing`; `dates_invalid` for more days than are told at once.
 */
export async function quoteStay(db: Db, { clock, window_days }: QuoteRules, asked: QuoteQuestion) {
  const { house_id, viewer_id, days, language } = asked
  if (daysBetween(days.first, days.last) > DAYS_ASKED_MAX) throw tooMany()
  await checkVisibleHouse(db, house_id, viewer_id)
  const house = (await findPriced(db, [house_id])).get(house_id)
  if (!house) throw new Refusal('house_missing')
  const { quote, problem } = priceStay(house, days, askingNow(clock, window_days))
  const taken = problem ? [] : await findTaken(db, house_id, days)
  const refusal: RefusalName | undefined = problem
    ? REFUSAL_OF[problem]
    : taken.length > 0
      ? 'dates_taken'
      : undefined
  return {
    days: quote.days,
    lines: quote.lines.map((line) => tellLine(line, language)),
    amount: quote.amount,
    deposit: house.deposit,
    bookable: refusal === undefined,
    ...(refusal && { refusal, reason: REFUSALS[refusal][language] }),
  }
}

const tooMany = () =>
  new Refusal('dates_invalid', {
    field: 'end_date',
    problem: `must be within ${DAYS_ASKED_MAX} days, from itself counted`,
  })
