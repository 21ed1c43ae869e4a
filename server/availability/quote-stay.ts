import { type Language, REFUSALS, Refusal, type RefusalName } from '../../contract/refusals.ts'
import type { Days } from '../../rules/days.ts'
import type { SiteTax } from '../../rules/fees.ts'
import { daysBetween } from '../../rules/night-date.ts'
import { isVisible } from '../houses/visible-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import { isInstant } from '../pricing/instant.ts'
import { askingNow, priceStay } from '../pricing/price-stay.ts'
import { tellLine } from '../pricing/quote-lines.ts'
import { tellRefunds } from '../pricing/refund-terms.ts'
import type { Database, Db } from '../schema.ts'
import { createFindStayFacts, type StayFacts } from './find-stay-facts.ts'
import { DAYS_ASKED_MAX } from './read-days.ts'
import { REFUSAL_OF } from './stay-refusal.ts'

export interface QuoteQuestion {
  readonly house_id: number
  /** Undefined: a visitor who is nobody. */
  readonly viewer_id: number | undefined
  readonly days: Days
  readonly guests: number
  readonly language: Language
}

/** What a site says of all houses. */
export interface QuoteRules {
  readonly clock: Clock
  readonly window_days: number
  readonly tax: SiteTax
  readonly currency: string
}

/**
 * What a stay costs now, and whether it can be booked: what is charged is what this says.
 *
 * @throws {Refusal} `house_missing`; `dates_invalid` for more days than are told at once.
 */
export type QuoteStay = (asked: QuoteQuestion) => ReturnType<typeof quoteStay>

export function createQuoteStay(database: Database, rules: QuoteRules): QuoteStay {
  const findStayFacts = createFindStayFacts(database)
  return async (asked) => {
    const { house_id, viewer_id, days } = asked
    if (daysBetween(days.first, days.last) > DAYS_ASKED_MAX) throw tooMany()
    const facts = await findStayFacts({ house_id, ...days })
    if (!facts || !(await isVisible(database.kysely, facts.head, viewer_id)))
      throw new Refusal('house_missing')
    return quoteStay(database.kysely, rules, facts, asked)
  }
}

async function quoteStay(
  db: Db,
  { clock, window_days, tax, currency }: QuoteRules,
  { priced: house, taken }: StayFacts,
  { viewer_id, days, guests, language }: QuoteQuestion,
) {
  const { quote, problem } = priceStay(house, days, {
    ...askingNow(clock, window_days),
    guests,
    tax,
  })
  const refusalOf = (): RefusalName | undefined => {
    if (guests > house.capacity) return 'too_many_guests'
    if (problem) return REFUSAL_OF[problem]
    return taken ? 'dates_taken' : undefined
  }
  const refusal = refusalOf()
  return {
    days: quote.days,
    lines: quote.lines.map((line) => tellLine(line, { language, currency })),
    amount: quote.amount,
    deposit: house.deposit,
    cancellation: tellRefunds(clock, quote.lines, {
      policy: house.rules.cancellation,
      first_day: days.first,
      paid_at: null,
    }),
    instant: await isInstant(db, house.rules.booking, viewer_id),
    bookable: refusal === undefined,
    ...(refusal && { refusal, reason: REFUSALS[refusal][language] }),
  }
}

const tooMany = () =>
  new Refusal('dates_invalid', {
    field: 'end_date',
    problem: `must be within ${DAYS_ASKED_MAX} days, from itself counted`,
  })
