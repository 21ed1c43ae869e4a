import { Refusal } from '../../contract/refusals.ts'
import type { CancellationPolicy } from '../../rules/cancellation.ts'
import { readDays } from '../../rules/days.ts'
import { type DayRule, type HouseRules, NO_RULES, overlapping } from '../../rules/house-rules.ts'
import { changeHouses } from '../houses/change-house.ts'
import { lockOwnHouse, type OwnHouse } from '../houses/own-house.ts'
import type { TellGuests } from '../houses/told-changes.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { findPriced } from './find-priced.ts'

/** Rules as a host sends them: what is left out stays as it is. */
export type SentRules = Omit<HouseRules, Later> & Partial<Pick<HouseRules, Later>>
type Later =
  | 'gap_days'
  | 'check_in'
  | 'check_out'
  | 'fees'
  | 'cancellation'
  | 'booking'
  | 'names_required'

/**
 * Puts new rules in the place of all that a host said before. Single days that are gone by are left
 * out. Orders that were placed keep their price and their days; who is still to come is told of other
 * hours to come or leave.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`, `params_invalid`, `dates_invalid`,
 * `ranges_overlap`.
 */
export async function changeRules(
  db: Db,
  clock: Clock,
  tellGuests: TellGuests,
  house: OwnHouse,
  sent: SentRules,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockOwnHouse(trx, house)
    const before = await findRules(trx, house.house_id)
    const rules = { ...before, ...sent }
    checkRules(rules)
    await writeRules(trx, clock, house, rules)
    const changed = HOURS.filter((hour) => rules[hour] !== before[hour])
    if (changed.length === 0) return
    await changeHouses(trx, house.house_id)
    await tellGuests(trx, clock, house.house_id, changed)
  })
}

/** What the page of the house shows of its rules. */
const HOURS = ['check_in', 'check_out'] as const

const findRules = async (trx: Trx, house_id: number): Promise<HouseRules> =>
  (await findPriced(trx, [house_id])).get(house_id)?.rules ?? NO_RULES

/** What a host changes of single days; null takes what was said of them away. */
export interface DaysRule {
  readonly dates: readonly string[]
  readonly rule: { readonly [K in keyof DayRule]?: number | null }
}

/** What is said of single days, put beside what stands, one after the other. */
export async function changeDays(
  trx: Trx,
  clock: Clock,
  house: OwnHouse,
  changes: readonly DaysRule[],
): Promise<void> {
  const rules = await findRules(trx, house.house_id)
  const standing = new Map(rules.days.map(({ date, ...rule }) => [date, rule]))
  for (const { dates, rule } of changes)
    for (const date of dates) standing.set(date, changed(standing.get(date) ?? {}, rule))
  const days = [...standing]
    .filter(([, rule]) => Object.keys(rule).length > 0)
    .map(([date, rule]) => ({ date, ...rule }))
  const wanted = { ...rules, days }
  checkRules(wanted)
  await writeRules(trx, clock, house, wanted)
}

function changed(rule: DayRule, change: { readonly [key: string]: number | null | undefined }) {
  const sent = Object.entries(change).filter(([, value]) => value !== undefined)
  const merged = Object.entries({ ...rule, ...Object.fromEntries(sent) })
  return Object.fromEntries(merged.filter(([, value]) => value !== null)) as DayRule
}

async function writeRules(
  trx: Trx,
  clock: Clock,
  { house_id, user_id }: OwnHouse,
  rules: HouseRules,
) {
  const today = clock.today()
  const days = rules.days
    .filter(({ date }) => date >= today)
    .toSorted((one, other) => (one.date < other.date ? -1 : 1))
  const row = {
    rules: JSON.stringify({ ...rules, days }),
    author_id: user_id,
    changed_at: clock.now(),
  }
  await trx
    .insertInto('house_rules')
    .values({ house_id, ...row })
    .onConflict((conflict) => conflict.column('house_id').doUpdateSet(row))
    .execute()
  await trx
    .updateTable('houses')
    .set((house) => ({ terms_version: house('terms_version', '+', 1) }))
    .where('id', '=', house_id)
    .execute()
}

const invalid = (field: string, problem: string) =>
  new Refusal('params_invalid', { field, problem })

/** @throws {Refusal} what a schema cannot say of rules. */
function checkRules({ weekdays, ranges, days, cancellation }: SentRules): void {
  if (cancellation) checkTiers(cancellation)
  if (new Set(weekdays.map(({ weekday }) => weekday)).size < weekdays.length)
    throw invalid('weekdays', 'must name each weekday once')
  if (new Set(days.map(({ date }) => date)).size < days.length)
    throw invalid('days', 'must name each day once')
  for (const rule of [...weekdays, ...ranges, ...days]) checkLengths(rule)
  for (const { start_date, end_date } of ranges) checkDates(start_date, end_date, 'ranges')
  for (const { date } of days) checkDates(date, date, 'days')
  const pair = overlapping(ranges)
  if (pair)
    throw new Refusal('ranges_overlap', {
      field: 'ranges',
      problem: `${pair[0].name} and ${pair[1].name} share days`,
    })
}

/** Whoever cancels earlier never gets less. */
function checkTiers({ policy, tiers }: CancellationPolicy): void {
  if ((policy === 'custom') !== tiers.length > 0)
    throw invalid('tiers', 'must be given with the policy custom, and with no other')
  const sorted = tiers.toSorted((one, other) => one.days - other.days)
  for (const [index, tier] of sorted.entries()) {
    const earlier = sorted[index + 1]
    if (earlier && (earlier.days === tier.days || earlier.percent <= tier.percent))
      throw invalid('tiers', 'must name each number of days once, more going back the earlier')
  }
}

function checkLengths({ min_days = 1, max_days = 0 }: DayRule): void {
  if (max_days > 0 && max_days < min_days) throw invalid('max_days', 'must not be below min_days')
}

function checkDates(first: string, last: string, field: string): void {
  if ('wrong' in readDays(first, last))
    throw new Refusal('dates_invalid', {
      field,
      problem: `${first} to ${last} are no days of a calendar in their order`,
    })
}
