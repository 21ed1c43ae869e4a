import { Refusal } from '../../contract/refusals.ts'
import { PRICE_FEN_MAX } from '../../contract/values.ts'
import type { Days } from '../../rules/days.ts'
import { amountOf, typedMoney } from '../../rules/money.ts'
import { addDays, daysBetween } from '../../rules/night-date.ts'
import { lockOwnHouse, type OwnHouse } from '../houses/own-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import { changeDays, type DaysRule } from '../pricing/change-rules.ts'
import type { Db } from '../schema.ts'
import type { CalendarChange, ChangeOfDays, StoodBefore } from './calendar-change.ts'
import { closeDays, openDays } from './close-days.ts'
import { findBefore } from './days-before.ts'

/**
 * Closes or opens days of a house of one's own, and sets what holds on each of them: all or nothing.
 *
 * @returns what stood there before, which sent as a change restores it.
 * @throws {Refusal} `house_missing`, `not_your_house`, `params_missing`, `params_invalid`;
 * `days_held` with the stays that hold days to be closed.
 */
export async function changeHostCalendar(
  db: Db,
  { clock, currency }: { readonly clock: Clock; readonly currency: string },
  house: OwnHouse,
  changes: readonly ChangeOfDays[],
): Promise<{ before: StoodBefore[] }> {
  const rules = changes.map(({ days, change }) => readRule(days, change, currency))
  return db.transaction().execute(async (trx) => {
    await lockOwnHouse(trx, house)
    const before = await findBefore(trx, house.house_id, changes, currency)
    for (const { days, change } of changes) {
      const { closed, note = '', free_only = false } = change
      if (closed === true)
        await closeDays(trx, clock, house, { days, note: note.trim(), free_only })
      if (closed === false) await openDays(trx, clock, house, days)
    }
    const said = rules.filter(({ rule }) => Object.keys(rule).length > 0)
    if (said.length > 0) await changeDays(trx, clock, house, said)
    return { before }
  })
}

const datesOf = ({ first, last }: Days): string[] =>
  Array.from({ length: daysBetween(first, last) }, (_, offset) => addDays(first, offset))

function readRule(
  days: Days,
  { closed, price, min_days, max_days }: CalendarChange,
  currency: string,
): DaysRule {
  const sent = {
    price: price === undefined ? undefined : readPrice(price, currency),
    min_days,
    max_days,
  }
  const rule = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined))
  if (closed === undefined && Object.keys(rule).length === 0)
    throw new Refusal('params_missing', { field: 'closed', problem: 'required' })
  return { dates: datesOf(days), rule }
}

function readPrice(sent: number | string | null, currency: string): number | null {
  if (sent === null) return null
  const amount = amountOf(sent, currency)
  if (amount !== undefined && amount >= 1 && amount <= PRICE_FEN_MAX) return amount
  throw new Refusal('params_invalid', {
    field: 'price',
    problem: `must be ${typedMoney(1, currency)} to ${typedMoney(PRICE_FEN_MAX, currency)} ${currency}`,
  })
}
