import { addDays, daysBetween, type NightDate, parseNightDate } from '../../contract/night-date.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Days } from '../availability/free-nights.ts'
import { findTaken } from '../availability/taken-nights.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../schema.ts'
import { findHouseId } from './sql.ts'

const DAYS_MAX = 400

export interface CalendarQuestion {
  readonly from?: string
  readonly to?: string
}

/**
 * The days of a house that can no longer be booked.
 *
 * @throws {Refusal} `dates_invalid`, `house_missing`.
 */
export async function showCalendar(
  db: Db,
  clock: Clock,
  house_id: number,
  question: CalendarQuestion,
) {
  const days = readDays(question, clock.today())
  if (!(await findHouseId(db, house_id))) throw new Refusal('house_missing')
  return { taken: await findTaken(db, house_id, days) }
}

/** Empty is the same as not given. */
function readDays({ from, to }: CalendarQuestion, today: NightDate): Days {
  const first = parseNightDate(from || today)
  if (!first) throw wrongDate('from', 'must be an existing day, YYYY-MM-DD')
  const last = parseNightDate(to || addDays(first, DAYS_MAX - 1))
  if (!last) throw wrongDate('to', 'must be an existing day, YYYY-MM-DD')
  if (last < first) throw wrongDate('to', 'must not be before from')
  if (daysBetween(first, last) > DAYS_MAX)
    throw wrongDate('to', `must be within ${DAYS_MAX} days, from itself counted`)
  return { first, last }
}

const wrongDate = (field: string, problem: string) =>
  new Refusal('dates_invalid', { field, problem })
