import type { BookingLimits } from '../availability/settings.ts'

// How much one guest may hold without having paid, and place within an hour. The function `open_orders_of` takes a lock on
// each guest until the statement around it is committed, and only then looks: what another server
// placed for the same guest a moment before is counted, what comes later waits.

/** Of a guest whose orders in all of an hour have no bound. */
const RECENT_MAX = 1_000

/** Where the statement has the limits, and what time it is. */
interface LimitNames {
  readonly open: string
  readonly overlapping: string
  readonly hourly: string
  readonly hourly_house: string
  readonly now: string
}

/** CTEs that count, for each row of `asked`, what its guest holds besides; `refusal` joins in. */
export const guestBounds = (limits: LimitNames): string => `
    standing AS MATERIALIZED (
      SELECT guest_id, house_id, start_date, end_date, 0 AS ordinal
      FROM open_orders_of(
        CASE WHEN ${limits.open} + ${limits.overlapping} > 0
          THEN ARRAY(SELECT DISTINCT guest_id FROM asked WHERE rule_refusal IS NULL)
        END)
      UNION ALL
      SELECT guest_id, house_id, start_date, end_date, ordinal FROM asked
      WHERE rule_refusal IS NULL AND ${limits.open} + ${limits.overlapping} > 0
    ),
    counted AS MATERIALIZED (
      SELECT asked.ordinal, count(*) AS open,
        count(*) FILTER (
          WHERE standing.house_id <> asked.house_id
            AND standing.start_date <= asked.end_date AND standing.end_date >= asked.start_date
        ) AS overlapping
      FROM asked JOIN standing USING (guest_id)
      WHERE standing.ordinal < asked.ordinal
      GROUP BY asked.ordinal
    ),
    ${paceOf(limits)},
    judged AS MATERIALIZED (
      SELECT asked.*,
        CASE
          WHEN rule_refusal IS NOT NULL THEN rule_refusal
          WHEN ${limits.open} > 0 AND counted.open >= ${limits.open} THEN 'too_many_open_orders'
          WHEN ${limits.overlapping} > 0 AND counted.overlapping >= ${limits.overlapping}
            THEN 'too_many_same_days'
          WHEN ${limits.hourly} > 0 AND pace.orders >= ${limits.hourly}
            OR ${limits.hourly_house} > 0 AND pace.of_house >= ${limits.hourly_house}
            THEN 'too_many_orders'
        END AS refusal
      FROM asked LEFT JOIN counted USING (ordinal) LEFT JOIN pace USING (ordinal)
    )`

/**
 * What each guest has placed within an hour. A guest's newest orders are read along their index, and
 * no more of them than can matter. Unlike what is held this is no promise to anybody, so no lock is
 * waited for: servers that decide at the same moment do not see each other's.
 */
const paceOf = ({ hourly, hourly_house, now }: LimitNames): string => `
    recent AS MATERIALIZED (
      SELECT guest_id, placed.house_id, 0 AS ordinal
      FROM (
        SELECT DISTINCT guest_id FROM asked
        WHERE rule_refusal IS NULL AND ${hourly} + ${hourly_house} > 0
      ) AS guests
      CROSS JOIN LATERAL (
        SELECT house_id, created_at FROM orders WHERE orders.guest_id = guests.guest_id
        ORDER BY id DESC LIMIT CASE WHEN ${hourly} > 0 THEN ${hourly} ELSE ${RECENT_MAX} END
      ) AS placed
      WHERE placed.created_at > ${now} - interval '1 hour'
      UNION ALL
      SELECT guest_id, house_id, ordinal FROM asked
      WHERE rule_refusal IS NULL AND ${hourly} + ${hourly_house} > 0
    ),
    pace AS MATERIALIZED (
      SELECT asked.ordinal, count(*) AS orders,
        count(*) FILTER (WHERE recent.house_id = asked.house_id) AS of_house
      FROM asked JOIN recent USING (guest_id)
      WHERE recent.ordinal < asked.ordinal
      GROUP BY asked.ordinal
    )`

export const boundValues = (limits: BookingLimits): unknown[] => [
  limits.open_orders_max,
  limits.overlapping_orders_max,
  limits.hourly_orders_max,
  limits.hourly_house_orders_max,
]
