import type { Days } from './days.ts'
import { type FeeLine, feeLines, type SiteTax } from './fees.ts'
import { type HouseRules, type HouseTerms, type LeadDiscount, termsOfDay } from './house-rules.ts'
import { addDays, daysBetween, type NightDate } from './night-date.ts'

export type DiscountReason = 'month' | 'week' | 'last_minute' | 'early_bird'

/** Days of one price, what is taken off, and what is asked beside them; amounts in fen, those of discounts below 0. */
export type QuoteLine =
  | {
      readonly kind: 'nights'
      readonly quantity: number
      readonly unit_amount: number
      readonly amount: number
    }
  | {
      readonly kind: 'discount'
      readonly reason: DiscountReason
      readonly percent: number
      readonly amount: number
    }
  | FeeLine

/** What a stay costs, in fen: the lines sum to `amount`. */
export interface Quote {
  /** What each night costs, discounts taken off: without fees and taxes. */
  readonly days: { readonly date: NightDate; readonly amount: number }[]
  readonly lines: QuoteLine[]
  readonly amount: number
}

/** Who books, when, and what the site adds. */
export interface Asked {
  readonly today: string
  readonly guests: number
  readonly tax: SiteTax
}

const WEEK_DAYS = 7
const MONTH_DAYS = 28

/**
 * What a stay costs. Of several discounts the largest counts, alone. Each
 * day is rounded by itself, half a fen up.
 */
export function quoteStay(
  house: HouseTerms,
  rules: HouseRules,
  stay: Days,
  { today, guests, tax }: Asked,
): Quote {
  const dates = Array.from({ length: daysBetween(stay.first, stay.last) }, (_, offset) =>
    addDays(stay.first, offset),
  )
  const prices = dates.map((date) => termsOfDay(house, rules, date).price)
  const discount = largestDiscount(rules, stay, today)
  const days = dates.map((date, index) => ({
    date,
    amount: reduced(prices[index] as number, discount?.percent ?? 0),
  }))
  const nights_amount = sum(days.map((day) => day.amount))
  const lines = [
    ...nightLines(prices),
    ...(discount ? [{ ...discount, amount: nights_amount - sum(prices) }] : []),
    ...feeLines(rules.fees, tax, { nights: dates.length, guests, nights_amount }),
  ]
  return { days, lines, amount: sum(lines.map((line) => line.amount)) }
}

/** In whole fen, half of one counts as one. */
const reduced = (price: number, percent: number): number =>
  Math.floor((price * (100 - percent) + 50) / 100)

const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0)

/** Prices in the order in which the stay meets them first. */
export function nightLines(prices: readonly number[]): QuoteLine[] {
  const counts = new Map<number, number>()
  for (const price of prices) counts.set(price, (counts.get(price) ?? 0) + 1)
  return [...counts].map(([unit_amount, quantity]) => ({
    kind: 'nights',
    quantity,
    unit_amount,
    amount: unit_amount * quantity,
  }))
}

function largestDiscount(rules: HouseRules, stay: Days, today: string) {
  const days = daysBetween(stay.first, stay.last)
  const ahead = daysBetween(today, stay.first) - 1
  const percentIf = (given: LeadDiscount | null, applies: (days: number) => boolean) =>
    given && applies(given.days) ? given.percent : 0
  const offered = {
    month: days >= MONTH_DAYS ? rules.month_percent : 0,
    week: days >= WEEK_DAYS ? rules.week_percent : 0,
    last_minute: percentIf(rules.last_minute, (at_most) => ahead <= at_most),
    early_bird: percentIf(rules.early_bird, (at_least) => ahead >= at_least),
  }
  const [largest] = (Object.entries(offered) as [DiscountReason, number][])
    .filter(([, percent]) => percent > 0)
    .toSorted(([, one], [, other]) => other - one)
  return largest && { kind: 'discount' as const, reason: largest[0], percent: largest[1] }
}
