import { addDays } from './night-date.ts'
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

/** The first free stay of this many days that begins on `from` or later. */
export function nextFreeStay(
  taken: readonly Taken[],
  from: string,
  days: number,
): Stay | undefined {
  const last_day = addDays(from, DAYS_AHEAD_MAX)
  let stay = stayOf(from, days)
  // Each turn leaves one of the held stretches behind.
  for (let turn = 0; turn <= taken.length && stay.to <= last_day; turn++) {
    const met = metBy(taken, stay)
    if (!met) return stay
    stay = stayOf(addDays(met.end_date, 1), days)
  }
  return undefined
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
  return stayProblem(stayOf(day, rules.min_days), rules) && 'too_short'
}
