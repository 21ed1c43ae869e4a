import type { Days } from '../../rules/days.ts'
import type { SiteTax } from '../../rules/fees.ts'
import { type Asking, type RuleProblem, ruleProblem } from '../../rules/house-takes.ts'
import { type Quote, quoteStay } from '../../rules/quote.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { PricedHouse } from './find-priced.ts'

/** What a stay costs, and why the house does not take it, if it does not. */
export interface PricedStay {
  readonly quote: Quote
  readonly problem: RuleProblem | undefined
}

/** Who asks, and what the site adds. */
export interface Pricing extends Asking {
  readonly guests: number
  readonly tax: SiteTax
}

export const priceStay = (house: PricedHouse, stay: Days, asking: Pricing): PricedStay => ({
  quote: quoteStay(house.terms, house.rules, stay, asking),
  problem: ruleProblem(house.terms, house.rules, stay, asking),
})

const HOUR = { start: 11, end: 13 }

/** The moment at which somebody asks, by the site's clock. */
export const askingNow = (clock: Clock, window_days: number): Asking => ({
  today: clock.today(),
  hour: Number(clock.format(clock.now()).slice(HOUR.start, HOUR.end)),
  window_days,
})
