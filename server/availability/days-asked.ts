import { Refusal } from '../../contract/refusals.ts'
import { daysBetween, type NightDate, parseNightDate } from '../../rules/night-date.ts'
import type { Days } from './free-nights.ts'

/** As far as one question about a calendar reaches. */
export const DAYS_ASKED_MAX = 400

/**
 * The days that `from` and `to` of an address name.
 *
 * @throws {Refusal} `dates_invalid`.
 */
export function readDaysAsked(from: string, to: string): Days {
  const first = readDay('from', from)
  const last = readDay('to', to)
  if (last < first) throw wrongDate('to', 'must not be before from')
  if (daysBetween(first, last) > DAYS_ASKED_MAX)
    throw wrongDate('to', `must be within ${DAYS_ASKED_MAX} days, from itself counted`)
  return { first, last }
}

export function readDay(field: string, text: string): NightDate {
  const day = parseNightDate(text)
  if (!day) throw wrongDate(field, 'must be an existing day, YYYY-MM-DD')
  return day
}

const wrongDate = (field: string, problem: string) =>
  new Refusal('dates_invalid', { field, problem })
