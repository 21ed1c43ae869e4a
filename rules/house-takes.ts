import type { Days } from './days.ts'
import { firstArrival, type HouseRules, type HouseTerms, termsOfDay } from './house-rules.ts'
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

/**
 * Why a house does not take a stay, whoever holds its days; undefined where it does. How long a
 * stay may be is said by its first day.
 */
export function ruleProblem(
  house: HouseTerms,
  rules: HouseRules,
  stay: Days,
  { today, hour, window_days }: Asking,
): RuleProblem | undefined {
  const first = termsOfDay(house, rules, stay.first)
  const window = rules.window_days > 0 ? Math.min(rules.window_days, window_days) : window_days
  const { min_days, max_days } = first
  const last_day = lastBookableDay(today, window)
  const problem = stayProblem(stay, { min_days, max_days, first_day: today, last_day })
  if (problem) return problem
  if (stay.first < firstArrival(rules, today, hour)) return 'too_soon'
  if (!first.arrive) return 'no_arrival'
  return termsOfDay(house, rules, addDays(stay.last, 1)).leave ? undefined : 'no_departure'
}
