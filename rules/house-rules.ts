import { type CancellationPolicy, STANDARD_POLICY } from './cancellation.ts'
import { type HouseFees, NO_FEES } from './fees.ts'
import { addDays, daysBetween } from './night-date.ts'

/** What may be set for a day, from wherever: what is left out is left to the weaker rule. */
export interface DayRule {
  readonly price?: number
  readonly min_days?: number
  /** 0: as many as one likes. */
  readonly max_days?: number
}

/** 1 is Monday and 7 Sunday, as ISO 8601 counts. */
export interface WeekdayRule extends DayRule {
  readonly weekday: number
  /** Whether stays may begin on it; left out: they may. */
  readonly arrive?: boolean
  /** Whether guests may leave on it: the day after the last one. */
  readonly leave?: boolean
}

/** A season, a holiday: days that have a name, inclusive at both ends. */
export interface RangeRule extends DayRule {
  readonly name: string
  readonly start_date: string
  readonly end_date: string
  /** Weekdays on which stays may begin; left out: as the weekdays say. */
  readonly arrive_on?: number[]
  readonly leave_on?: number[]
}

export interface OneDayRule extends DayRule {
  readonly date: string
}

/** `percent` off for stays that are booked so many days ahead. */
export interface LeadDiscount {
  readonly days: number
  readonly percent: number
}

/** Whether a stay waits for its host, or is the guest's at once; `instant_known`: of guests with a finished stay. */
export type Booking = 'request' | 'instant' | 'instant_known'

/** All that a host says of prices and stays, beside the price and the lengths of the house itself. */
export interface HouseRules {
  readonly weekdays: WeekdayRule[]
  /** No two of them share a day. */
  readonly ranges: RangeRule[]
  readonly days: OneDayRule[]
  /** Off for stays of 7 days or more; 0: nothing. */
  readonly week_percent: number
  /** Off for stays of 28 days or more; 0: nothing. */
  readonly month_percent: number
  /** For stays that begin at most so many days from today. */
  readonly last_minute: LeadDiscount | null
  /** For stays that begin at least so many days from today. */
  readonly early_bird: LeadDiscount | null
  /** Days between booking and arrival. */
  readonly notice_days: number
  /** With no notice: from this hour of the site's zone on, today cannot be booked; 24: never. */
  readonly cutoff_hour: number
  /** How far ahead one may book; 0: as far as the site allows. */
  readonly window_days: number
  /** Days kept free between two stays. */
  readonly gap_days: number
  /** From when guests may come on their first day, and until when they leave: HH:MM. */
  readonly check_in: string
  readonly check_out: string
  readonly fees: HouseFees
  readonly cancellation: CancellationPolicy
  readonly booking: Booking
  /** Whether guests are asked for the names of all who come. */
  readonly names_required: boolean
}

/** Of a house whose host has said nothing. */
export const NO_RULES: HouseRules = {
  weekdays: [],
  ranges: [],
  days: [],
  week_percent: 0,
  month_percent: 0,
  last_minute: null,
  early_bird: null,
  notice_days: 0,
  cutoff_hour: 24,
  window_days: 0,
  gap_days: 0,
  check_in: '15:00',
  check_out: '12:00',
  fees: NO_FEES,
  cancellation: STANDARD_POLICY,
  booking: 'request',
  names_required: false,
}

/** What the house says itself, for days that no rule speaks of. Prices in fen. */
export interface HouseTerms {
  readonly price: number
  readonly min_days: number
  /** 0: as many as one likes. */
  readonly max_days: number
}

/** What holds on a day: one day is stronger than a range, a range than a weekday, that than the house. */
export interface DayTerms extends HouseTerms {
  readonly arrive: boolean
  readonly leave: boolean
}

export function termsOfDay(house: HouseTerms, rules: HouseRules, date: string): DayTerms {
  const weekday = weekdayOf(date)
  const of_weekday = rules.weekdays.find((rule) => rule.weekday === weekday)
  const range = rules.ranges.find((rule) => rule.start_date <= date && date <= rule.end_date)
  const one_day = rules.days.find((rule) => rule.date === date)
  const strongest = (key: keyof DayRule): number =>
    one_day?.[key] ?? range?.[key] ?? of_weekday?.[key] ?? house[key]
  return {
    price: strongest('price'),
    min_days: strongest('min_days'),
    max_days: strongest('max_days'),
    arrive: range?.arrive_on?.includes(weekday) ?? of_weekday?.arrive ?? true,
    leave: range?.leave_on?.includes(weekday) ?? of_weekday?.leave ?? true,
  }
}

const A_MONDAY = '2024-01-01'
const WEEK_DAYS = 7

/** 1 is Monday and 7 Sunday. */
export function weekdayOf(date: string): number {
  const passed = daysBetween(A_MONDAY, date) - 1
  return (((passed % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS) + 1
}

/** The first two ranges that share a day, or undefined. */
export function overlapping(
  ranges: readonly RangeRule[],
): readonly [RangeRule, RangeRule] | undefined {
  const sorted = ranges.toSorted((one, other) => (one.start_date < other.start_date ? -1 : 1))
  for (const [index, range] of sorted.entries()) {
    const next = sorted[index + 1]
    if (next && next.start_date <= range.end_date) return [range, next]
  }
  return undefined
}

/** The first day on which a stay may begin, by the site's clock. */
export const firstArrival = (rules: HouseRules, today: string, hour: number): string =>
  addDays(today, rules.notice_days === 0 && hour >= rules.cutoff_hour ? 1 : rules.notice_days)
