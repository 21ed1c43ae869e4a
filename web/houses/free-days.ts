import { addDays, daysBetween } from '../i18n/days.ts'

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
}

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

export type StayProblem = 'past' | 'taken' | 'too_short' | 'too_long'

/** Why these days cannot be booked, in the order in which the server would say it. */
export function stayProblem(stay: Stay, rules: StayRules): StayProblem | undefined {
  const days = daysBetween(stay.from, stay.to)
  if (stay.from < rules.today) return 'past'
  if (days < rules.min_days) return 'too_short'
  if (rules.max_days > 0 && days > rules.max_days) return 'too_long'
  return metBy(rules.taken, stay) ? 'taken' : undefined
}

/** What choosing a day as the first one would run into; the shortest stay must fit. */
export const beginProblem = (day: string, rules: StayRules): StayProblem | undefined => {
  if (day < rules.today) return 'past'
  if (isTaken(rules.taken, day)) return 'taken'
  return stayProblem(stayOf(day, rules.min_days), rules) && 'too_short'
}
