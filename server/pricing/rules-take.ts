import { type RawBuilder, sql } from 'kysely'
import type { Days } from '../../rules/days.ts'
import { weekdayOf } from '../../rules/house-rules.ts'
import type { Asking } from '../../rules/house-takes.ts'
import { addDays, daysBetween } from '../../rules/night-date.ts'

/**
 * `ruleProblem` of rules/, where a search has to know it: whether the rules of a house take a stay
 * that neither begins before today nor ends after what the site allows; NULL where its rules limit
 * no stays. Looked up house by house, like what is held. A test holds one against the other.
 *
 * @param house its id, and the lengths that it says itself.
 * @param near_stay whether another stay is too near, of a house that keeps `RULED_GAP` days free.
 */
export function rulesTake(
  house: Record<'id' | 'min_days' | 'max_days', RawBuilder<unknown>>,
  stay: Days,
  { today, hour }: Asking,
  near_stay: RawBuilder<boolean>,
): RawBuilder<boolean | null> {
  const days = sql`${daysBetween(stay.first, stay.last)}::integer`
  const arrival = dayOf(stay.first)
  const departure = dayOf(addDays(stay.last, 1))
  const earliest = sql`${today}::date + CASE
    WHEN notice_days = 0 AND cutoff_hour <= ${hour}::integer THEN 1 ELSE notice_days END`
  return sql`(
    SELECT ${days} >= coalesce(limits.min_days[${arrival.piece}],
        weekday_min_days[${arrival.weekday}], ${house.min_days})
      AND coalesce(nullif(coalesce(limits.max_days[${arrival.piece}],
        weekday_max_days[${arrival.weekday}], ${house.max_days}), 0), ${days}) >= ${days}
      AND ${stay.first}::date >= ${earliest}
      AND (window_days = 0 OR ${stay.last}::date <= ${today}::date + window_days)
      AND coalesce(arrive_on[${arrival.piece}], weekdays_arrive) & ${arrival.bit} > 0
      AND coalesce(leave_on[${departure.piece}], weekdays_leave) & ${departure.bit} > 0
      AND NOT ${near_stay}
    FROM stay_limits AS limits WHERE limits.house_id = ${house.id} OFFSET 0)`
}

/** The gap of the house whose limits are looked at. */
export const RULED_GAP = sql`limits.gap_days`

/** Where a day stands in the limits of a house, see migration 031. */
const dayOf = (date: string) => ({
  piece: sql`width_bucket(${date}::date, since)`,
  weekday: sql`${weekdayOf(date)}::integer`,
  bit: sql`${1 << weekdayOf(date)}::integer`,
})
