import type { Days } from './days.ts'
import {
  type DayTerms,
  firstArrival,
  type HouseRules,
  type HouseTerms,
  termsOfDay,
} from './house-rules.ts'
import { addDays } from './night-date.ts'
import { lastBookableDay, type StayProblem, stayProblem } from './stay-rules.ts'

/** What the site says of the moment at which somebody asks. */
export interface Asking {
  readonly today: string
  /** 0 to 23, in the site's zone. */
  readonly hour: number
  /** How far ahead the site takes bookings. */
  readonly window_days: number
}

export type RuleProblem = StayProblem | 'too_soon' | 'no_arrival' | 'no_departure'

/** What decides whether a house takes a stay, whoever tells it. */
export interface StayTerms {
  /** On the first day. */
  readonly arrival: Pick<DayTerms, 'min_days' | 'max_days' | 'arrive'>
  /** Whether guests may leave on the day after the last one. */
  readonly leave: boolean
  readonly today: string
  /** No stay begins before it, of those that are not gone by. */
  readonly first_arrival: string
  readonly last_day: string
}

/** Why a stay is not taken; undefined where it is. How long it may be is said by its first day. */
export function termsProblem(
  stay: { readonly first: string; readonly last: string },
  terms: StayTerms,
) {
  const { arrival, leave, today, first_arrival, last_day } = terms
  const { min_days, max_days, arrive } = arrival
  const problem = stayProblem(stay, { min_days, max_days, first_day: today, last_day })
  if (problem) return problem
  if (stay.first < first_arrival) return 'too_soon'
  if (!arrive) return 'no_arrival'
  return leave ? undefined : 'no_departure'
}

/** Why a house does not take a stay, whoever holds its days; undefined where it does. */
export const ruleProblem = (
  house: HouseTerms,
  rules: HouseRules,
  stay: Days,
  asking: Asking,
): RuleProblem | undefined =>
  termsProblem(stay, {
    arrival: termsOfDay(house, rules, stay.first),
    leave: termsOfDay(house, rules, addDays(stay.last, 1)).leave,
    today: asking.today,
    first_arrival: firstArrival(rules, asking.today, asking.hour),
    last_day: lastDayOf(rules, asking),
  })

/** The last day that a house can be booked for: the nearer of its own window and the site's. */
export const lastDayOf = (rules: HouseRules, { today, window_days }: Asking) =>
  lastBookableDay(
    today,
    rules.window_days > 0 ? Math.min(rules.window_days, window_days) : window_days,
  )
