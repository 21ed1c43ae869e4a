import { addDays, daysBetween } from './night-date.ts'
import { type StayProblem as RuleBroken, stayProblem as ruleBroken } from './stay-rules.ts'

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
  /** The last day that the site takes bookings for, once its calendar has told it. */
  readonly last_day?: string | undefined
}

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
  const { min_days, max_days, today } = rules
  const most = max_days || Number.POSITIVE_INFINITY
  const days = Math.min(Math.max(daysBetween(wish.from, wish.to), min_days), most)
  const told = addDays(today, DAYS_AHEAD_MAX - 1)
  const stays: Stay[] = []
  let stay = stayOf(wish.from < today ? today : wish.from, days)
  // Each turn leaves one of the held stretches behind, or finds a stay.
  for (let turn = 0; turn <= rules.taken.length + stays_max && stays.length < stays_max; turn++) {
    const met = metBy(rules.taken, stay)
    if (!met && (stay.to > told || stayProblem(stay, rules))) break
    if (!met) stays.push(stay)
    stay = stayOf(addDays(met ? met.end_date : stay.to, 1), days)
  }
  return stays
}

const stayOf = (from: string, days: number): Stay => ({
  from,
  to: addDays(from, days - 1),
})

export type StayProblem = RuleBroken | 'taken'

/** Why these days cannot be booked, in the order in which the server would say it. */
export function stayProblem(stay: Stay, rules: StayRules): StayProblem | undefined {
  const { min_days, max_days, today, last_day = FAR_AHEAD } = rules
  const broken = ruleBroken(
    { first: stay.from, last: stay.to },
    { min_days, max_days, first_day: today, last_day },
  )
  return broken ?? (metBy(rules.taken, stay) && 'taken')
}

/** What choosing a day as the first one would run into; the shortest stay must fit. */
export const beginProblem = (day: string, rules: StayRules): StayProblem | undefined => {
  if (day < rules.today) return 'past'
  if (isTaken(rules.taken, day)) return 'taken'
  const problem = stayProblem(stayOf(day, rules.min_days), rules)
  return problem === 'too_far' ? problem : problem && 'too_short'
}
