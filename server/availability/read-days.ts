import { Refusal } from '../../contract/refusals.ts'
import { type Days, readDays } from '../../rules/days.ts'
import { daysBetween } from '../../rules/night-date.ts'

/** As far as one question about a calendar reaches. */
export const DAYS_ASKED_MAX = 400

/** What the two ends of a stay are called in the request that named them. */
interface Fields {
  readonly first: string
  readonly last: string
}

/**
 * The days that two texts of a request name.
 *
 * @throws {Refusal} `dates_invalid`, naming the field that is wrong.
 */
export function readSentDays(first: unknown, last: unknown, fields: Fields): Days {
  const days = readDays(first, last)
  if (!('wrong' in days)) return days
  throw new Refusal('dates_invalid', {
    field: fields[days.wrong],
    problem:
      days.problem === 'no_day'
        ? 'must be an existing day, YYYY-MM-DD'
        : `must not be before ${fields.first}`,
  })
}

/**
 * The days of a calendar that `from` and `to` of an address name.
 *
 * @throws {Refusal} `dates_invalid`.
 */
export function readDaysAsked(from: string, to: string): Days {
  return withinReach(readSentDays(from, to, { first: 'from', last: 'to' }), 'to')
}

/** As far as one question about the calendars of several houses reaches. */
const DAYS_OF_MANY_MAX = 100

/** @throws {Refusal} `dates_invalid`. */
export function readDaysOfMany(from: string, to: string): Days {
  const days = readDaysAsked(from, to)
  if (daysBetween(days.first, days.last) <= DAYS_OF_MANY_MAX) return days
  const problem = `must be within ${DAYS_OF_MANY_MAX} days, from itself counted`
  throw new Refusal('dates_invalid', { field: 'to', problem })
}

/** @throws {Refusal} `dates_invalid` for more days than are told at once. */
function withinReach(days: Days, field: string): Days {
  if (daysBetween(days.first, days.last) <= DAYS_ASKED_MAX) return days
  const problem = `must be within ${DAYS_ASKED_MAX} days, from itself counted`
  throw new Refusal('dates_invalid', { field, problem })
}

/**
 * The days that a host wants to change, from today on.
 *
 * @throws {Refusal} `dates_invalid`.
 */
export function readDaysToChange(today: string, sent: SentDays): Days {
  const fields = { first: 'start_date', last: 'end_date' }
  const days = withinReach(readSentDays(sent.start_date, sent.end_date, fields), 'end_date')
  if (days.first >= today) return days
  throw new Refusal('dates_invalid', { field: 'start_date', problem: 'must not be gone by' })
}

/**
 * The same of several ranges, which together are no more days than one may be.
 *
 * @throws {Refusal} `dates_invalid`.
 */
export function readRangesToChange(today: string, sent: readonly SentDays[]): Days[] {
  const ranges = sent.map((range) => readDaysToChange(today, range))
  const days = ranges.reduce((sum, { first, last }) => sum + daysBetween(first, last), 0)
  if (days <= DAYS_ASKED_MAX) return ranges
  const problem = `must be ${DAYS_ASKED_MAX} days or less together`
  throw new Refusal('dates_invalid', { field: 'ranges', problem })
}

interface SentDays {
  readonly start_date: string
  readonly end_date: string
}
