import { addDays, daysBetween } from './night-date.ts'

/** What stays a house takes, whoever holds its days. */
export interface StayRules {
  readonly min_days: number
  /** 0: as many as one likes. */
  readonly max_days: number
  /** No stay begins before it. */
  readonly first_day: string
  /** No stay ends after it. */
  readonly last_day: string
}

/** First and last day of a stay, both inclusive. */
interface Stay {
  readonly first: string
  readonly last: string
}

export type StayProblem = 'past' | 'too_short' | 'too_long' | 'too_far'

/** Why a house does not take a stay, in the order in which it is told; undefined where it does. */
export function stayProblem(stay: Stay, rules: StayRules): StayProblem | undefined {
  const days = daysBetween(stay.first, stay.last)
  if (stay.first < rules.first_day) return 'past'
  if (days < rules.min_days) return 'too_short'
  if (rules.max_days > 0 && days > rules.max_days) return 'too_long'
  return stay.last > rules.last_day ? 'too_far' : undefined
}

/** The last day that can be booked on `today` at a site that takes bookings so far ahead. */
export const lastBookableDay = (today: string, window_days: number): string =>
  addDays(today, window_days)
