import { Refusal } from '../../contract/refusals.ts'
import { PRICE_FEN_MAX, toFen } from '../../contract/values.ts'
import type { Days } from '../../rules/days.ts'
import type { DayRule } from '../../rules/house-rules.ts'
import { addDays, daysBetween } from '../../rules/night-date.ts'
import { lockOwnHouse, type OwnHouse } from '../houses/own-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import { changeDays } from '../pricing/change-rules.ts'
import type { Db } from '../schema.ts'
import { closeDays, openDays } from './close-days.ts'

/** What a host sent for days; what was left out stays as it is. */
export interface CalendarChange {
  readonly closed?: boolean
  readonly note?: string
  readonly free_only?: boolean
  /** Yuan; null takes the price of the days away, and the rules say it again. */
  readonly price?: number | string | null
  readonly min_days?: number | null
  readonly max_days?: number | null
}

/**
 * Closes or opens days of a house of one's own, and sets what holds on each of them: all or nothing.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`, `params_missing`, `params_invalid`;
 * `days_held` with the stays that hold days to be closed.
 */
export async function changeHostCalendar(
  db: Db,
  clock: Clock,
  house: OwnHouse,
  days: Days,
  change: CalendarChange,
): Promise<void> {
  const { closed, note = '', free_only = false } = change
  const rule = readRule(change)
  if (closed === undefined && Object.keys(rule).length === 0)
    throw new Refusal('params_missing', { field: 'closed', problem: 'required' })
  await db.transaction().execute(async (trx) => {
    await lockOwnHouse(trx, house)
    if (closed === true) await closeDays(trx, clock, house, { days, note: note.trim(), free_only })
    if (closed === false) await openDays(trx, clock, house, days)
    if (Object.keys(rule).length > 0) await changeDays(trx, clock, house, datesOf(days), rule)
  })
}

const datesOf = ({ first, last }: Days): string[] =>
  Array.from({ length: daysBetween(first, last) }, (_, offset) => addDays(first, offset))

function readRule({ price, min_days, max_days }: CalendarChange) {
  const sent = { price: price === undefined ? undefined : readPrice(price), min_days, max_days }
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof DayRule]?: number | null
  }
}

function readPrice(yuan: number | string | null): number | null {
  if (yuan === null) return null
  const fen = toFen(yuan)
  if (fen !== undefined && fen >= 1 && fen <= PRICE_FEN_MAX) return fen
  throw new Refusal('params_invalid', {
    field: 'price',
    problem: `must be 0.01 to ${PRICE_FEN_MAX / 100} yuan, with at most two decimals`,
  })
}
