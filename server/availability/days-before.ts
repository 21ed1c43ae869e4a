import { sql } from 'kysely'
import type { Days } from '../../rules/days.ts'
import type { OneDayRule } from '../../rules/house-rules.ts'
import { typedMoney } from '../../rules/money.ts'
import { addDays, type NightDate } from '../../rules/night-date.ts'
import { findPriced } from '../pricing/find-priced.ts'
import type { Trx } from '../schema.ts'
import type { CalendarChange, ChangeOfDays, StoodBefore } from './calendar-change.ts'
import { rangeOf } from './ledger.ts'

/**
 * What stands for the days that are about to change, of each thing that changes; days that are
 * alike are one range. The caller has locked the house.
 */
export async function findBefore(
  trx: Trx,
  house_id: number,
  changes: readonly ChangeOfDays[],
  currency: string,
): Promise<StoodBefore[]> {
  const priced = (await findPriced(trx, [house_id])).get(house_id)
  const by_day = new Map(priced?.rules.days.map((rule) => [rule.date, rule]))
  const found: StoodBefore[] = []
  for (const { days, change } of changes) {
    const closed = change.closed === undefined ? [] : await findClosed(trx, house_id, days)
    for (let date = days.first; date <= days.last; date = addDays(date, 1)) {
      const note = closed.find(({ first, last }) => first <= date && date <= last)?.note
      append(found, date, {
        ...closing(change, note),
        ...ruleOf(change, by_day.get(date), currency),
      })
    }
  }
  return found
}

const closing = ({ closed }: CalendarChange, note: string | undefined) =>
  closed === undefined ? {} : note === undefined ? { closed: false } : { closed: true, note }

const ruleOf = (
  { price, min_days, max_days }: CalendarChange,
  rule: OneDayRule | undefined,
  currency: string,
) => ({
  ...(price !== undefined && {
    price: rule?.price === undefined ? null : typedMoney(rule.price, currency),
  }),
  ...(min_days !== undefined && { min_days: rule?.min_days ?? null }),
  ...(max_days !== undefined && { max_days: rule?.max_days ?? null }),
})

type Stood = Omit<StoodBefore, 'start_date' | 'end_date'>

/** As a part of the range before it, where that ends the day before and says the same. */
function append(found: StoodBefore[], date: NightDate, stood: Stood): void {
  const before = found.at(-1)
  if (before && addDays(before.end_date, 1) === date && isSame(before, stood))
    before.end_date = date
  else found.push({ start_date: date, end_date: date, ...stood })
}

const isSame = ({ start_date: _, end_date: __, ...one }: StoodBefore, other: Stood): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

interface ClosedDays {
  readonly note: string
  readonly first: NightDate
  readonly last: NightDate
}

async function findClosed(trx: Trx, house_id: number, days: Days): Promise<readonly ClosedDays[]> {
  const { rows } = await sql<ClosedDays>`
    SELECT note, lower(nights) AS first, upper(nights) - 1 AS last
    FROM closed_days WHERE house_id = ${house_id} AND nights && ${rangeOf(days)}`.execute(trx)
  return rows
}
