import { type RuleProblem, termsProblem } from './house-takes.ts'
import { addDays, daysBetween } from './night-date.ts'
import type { StayProblem as LengthProblem } from './stay-rules.ts'

/** Days that are held, both ends included, as the calendar of a house tells them. */
export interface Taken {
  readonly start_date: string
  readonly end_date: string
}

/** First and last day; both belong to the stay. */
export interface Stay {
  readonly from: string
  readonly to: string
}

export interface StayRules {
  readonly taken: readonly Taken[]
  readonly min_days: number
  /** 0 where there is no limit. */
  readonly max_days: number
  /** The site's present day: no stay begins before it. */
  readonly today: string
  /** The first day on which the house takes guests, by its notice. */
  readonly first_day?: string | undefined
  /** The last day that the site takes bookings for, once its calendar has told it. */
  readonly last_day?: string | undefined
  /** Days that say otherwise than the house does. */
  readonly terms?: readonly TermsOfDay[] | undefined
}

export interface TermsOfDay {
  readonly date: string
  readonly min_days: number
  readonly max_days: number
  /** Whether stays may begin on it, and guests leave on it. */
  readonly arrive: boolean
  readonly leave: boolean
}

const termsOn = ({ terms, min_days, max_days }: StayRules, date: string) =>
  terms?.find((one) => one.date === date) ?? { min_days, max_days, arrive: true, leave: true }

const FAR_AHEAD = '9999-12-31'

/** As far as a house's calendar is told. */
export const DAYS_AHEAD_MAX = 400

/** The first of the held days that a stay would meet. */
const metBy = (taken: readonly Taken[], { from, to }: Stay): Taken | undefined =>
  taken
    .filter(({ start_date, end_date }) => start_date <= to && end_date >= from)
    .sort((one, other) => one.start_date.localeCompare(other.start_date))[0]

const isTaken = (taken: readonly Taken[], day: string): boolean =>
  metBy(taken, { from: day, to: day }) !== undefined

/**
 * Stays that can be booked instead of `wish`: as many days where the house takes so many, from the
 * wished first day on, one behind the other.
 */
export function freeStays(wish: Stay, rules: StayRules, stays_max: number): Stay[] {
  const { today, first_day = today } = rules
  const days = daysBetween(wish.from, wish.to)
  const told = addDays(today, DAYS_AHEAD_MAX - 1)
  const stays: Stay[] = []
  let from = wish.from < first_day ? first_day : wish.from
  while (stays.length < stays_max) {
    const stay = asLongAsTaken(from, days, rules)
    if (stay.to > told) break
    const problem = stayProblem(stay, rules)
    if (problem === 'too_far') break
    if (!problem) stays.push(stay)
    const behind = problem ? metBy(rules.taken, stay)?.end_date : stay.to
    // A day on which no stay may begin is followed by one on which it may.
    from = addDays(behind ?? from, 1)
  }
  return stays
}

/** How many days there may be is said by the first one. */
function asLongAsTaken(from: string, days: number, rules: StayRules): Stay {
  const { min_days, max_days } = termsOn(rules, from)
  return stayOf(from, Math.min(Math.max(days, min_days), max_days || Number.POSITIVE_INFINITY))
}

const stayOf = (from: string, days: number): Stay => ({
  from,
  to: addDays(from, days - 1),
})

/** `rules`: what the house says of its single days, of arrivals and departures, and of notice. */
export type StayProblem = LengthProblem | 'taken' | 'rules'

const LENGTHS: ReadonlySet<RuleProblem> = new Set<LengthProblem>([
  'past',
  'too_short',
  'too_long',
  'too_far',
])
const isLength = (problem: RuleProblem): problem is LengthProblem => LENGTHS.has(problem)

/** Why these days cannot be booked, in the order in which the server would say it. */
export function stayProblem(stay: Stay, rules: StayRules): StayProblem | undefined {
  const { today, first_day: first_arrival = today, last_day = FAR_AHEAD } = rules
  const days = { first: stay.from, last: stay.to }
  const arrival = termsOn(rules, stay.from)
  const { leave } = termsOn(rules, addDays(stay.to, 1))
  const broken = termsProblem(days, { arrival, leave, today, first_arrival, last_day })
  if (broken) return isLength(broken) ? broken : 'rules'
  return metBy(rules.taken, stay) && 'taken'
}

/** What choosing a day as the first one would run into; the shortest stay must fit. */
export const beginProblem = (day: string, rules: StayRules): StayProblem | undefined => {
  if (day < rules.today) return 'past'
  if (isTaken(rules.taken, day)) return 'taken'
  const { min_days, arrive } = termsOn(rules, day)
  if (!arrive || day < (rules.first_day ?? rules.today)) return 'rules'
  const problem = stayProblem(stayOf(day, min_days), rules)
  // Where guests may not leave after the shortest stay, a longer one may do.
  if (problem === 'rules') return undefined
  return problem === 'too_far' ? problem : problem && 'too_short'
}
