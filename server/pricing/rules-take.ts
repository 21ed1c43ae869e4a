import { type RawBuilder, sql } from 'kysely'
import type { Days } from '../../rules/days.ts'
import { weekdayOf } from '../../rules/house-rules.ts'
import type { Asking } from '../../rules/house-takes.ts'
import { addDays, daysBetween } from '../../rules/night-date.ts'

/**
 * `ruleProblem` of rules/, where a search has to know it: whether the rules of a house take a stay
 * that neither begins before today nor ends after what the site allows; true where it has no rules.
 * Looked up house by house, like what is held. A test holds one against the other.
 *
 * @param near_stay whether another stay is too near, of a house that keeps `RULED_GAP` days free.
 */
export function rulesTake(
  house_id: RawBuilder<unknown>,
  stay: Days,
  { today, hour }: Asking,
  near_stay: RawBuilder<boolean>,
): RawBuilder<boolean> {
  const days = sql`${daysBetween(stay.first, stay.last)}::integer`
  const arrival = dayOf(stay.first)
  const departure = dayOf(addDays(stay.last, 1))
  const said = (key: string) =>
    sql`coalesce(arrival.day -> ${key}, arrival.range -> ${key}, arrival.weekday -> ${key})::integer`
  return sql`NOT EXISTS (
    SELECT FROM (
      -- Unpacked once: as it is stored, it would be unpacked for each of the looks below.
      SELECT rules || '{}' AS rules FROM house_rules WHERE house_id = ${house_id} OFFSET 0
    ) AS house_rules
    JOIN houses AS ruled ON ruled.id = ${house_id}
    CROSS JOIN LATERAL (SELECT ${ruleOf('days', arrival)} AS day, ${ruleOf('ranges', arrival)} AS range,
      ${ruleOf('weekdays', arrival)} AS weekday OFFSET 0) AS arrival
    CROSS JOIN LATERAL (SELECT ${ruleOf('ranges', departure)} AS range,
      ${ruleOf('weekdays', departure)} AS weekday OFFSET 0) AS departure
    CROSS JOIN LATERAL (SELECT coalesce(${said('min_days')}, ruled.min_days) AS min_days,
      coalesce(${said('max_days')}, ruled.max_days) AS max_days OFFSET 0) AS length
    WHERE (
      ${days} < length.min_days
      OR (length.max_days > 0 AND ${days} > length.max_days)
      OR ${stay.first}::date < ${today}::date + CASE
        WHEN rules -> 'notice_days' = '0' AND (rules -> 'cutoff_hour')::integer <= ${hour}::integer THEN 1
        ELSE (rules -> 'notice_days')::integer END
      OR (rules -> 'window_days' <> '0'
        AND ${stay.last}::date > ${today}::date + (rules -> 'window_days')::integer)
      OR NOT coalesce(arrival.range -> 'arrive_on' @> ${arrival.weekday}::jsonb,
        (arrival.weekday -> 'arrive')::boolean, true)
      OR NOT coalesce(departure.range -> 'leave_on' @> ${departure.weekday}::jsonb,
        (departure.weekday -> 'leave')::boolean, true)
      OR ${near_stay})
    OFFSET 0)`
}

/** The gap of the house whose rules are looked at. */
export const RULED_GAP = sql`ruled.gap_days`

interface AskedDay {
  readonly date: string
  /** As JSON. */
  readonly weekday: string
}

const dayOf = (date: string): AskedDay => ({ date, weekday: String(weekdayOf(date)) })

const MATCHES = {
  days: '$.days[*] ? (@.date == $date)',
  ranges: '$.ranges[*] ? (@.start_date <= $date && @.end_date >= $date)',
  weekdays: '$.weekdays[*] ? (@.weekday == $weekday)',
} as const

/** The rule of one kind that speaks of a day, or NULL. */
const ruleOf = (kind: keyof typeof MATCHES, { date, weekday }: AskedDay) => sql`
  jsonb_path_query_first(rules, ${MATCHES[kind]}::jsonpath,
    jsonb_build_object('date', ${date}::text, 'weekday', ${weekday}::integer))`
