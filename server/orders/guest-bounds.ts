import type { BookingLimits } from '../availability/settings.ts'

// How much one guest may hold without having paid. The function `open_orders_of` takes a lock on
// each guest until the statement around it is committed, and only then looks: what another server
// placed for the same guest a moment before is counted, what comes later waits.

/** CTEs that count, for each row of `asked`, what its guest holds besides; `refusal` joins in. */
export const guestBounds = (limits: { open: string; overlapping: string }): string => `
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
    judged AS MATERIALIZED (
      SELECT asked.*,
        CASE
          WHEN rule_refusal IS NOT NULL THEN rule_refusal
          WHEN ${limits.open} > 0 AND counted.open >= ${limits.open} THEN 'too_many_open_orders'
          WHEN ${limits.overlapping} > 0 AND counted.overlapping >= ${limits.overlapping}
            THEN 'too_many_same_days'
        END AS refusal
      FROM asked LEFT JOIN counted USING (ordinal)
    )`

export const boundValues = (limits: BookingLimits): unknown[] => [
  limits.open_orders_max,
  limits.overlapping_orders_max,
]
