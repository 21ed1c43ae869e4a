import { sql } from 'kysely'
import type { Check } from '../platform/database/checks.ts'

/** What the feeds of each house say, but for what they have from us. */
const FEED_DAYS = sql`
  SELECT house_id, range_agg(nights) AS days
  FROM calendar_feeds JOIN feed_ranges ON feed_ranges.feed_id = calendar_feeds.id
  WHERE NOT echo GROUP BY house_id`

/** What is never true of held ranges, closed days and feeds; each held range has one reason. */
export const CALENDAR_CHECKS: readonly Check[] = [
  {
    finds: 'held ranges of a house that overlap',
    query: sql`
      SELECT format('house %s: %s (%s %s) and %s (%s %s)', a.house_id,
        a.nights, a.kind, coalesce(a.order_id, a.holder_id),
        b.nights, b.kind, coalesce(b.order_id, b.holder_id)) AS line
      FROM held_nights a JOIN held_nights b
        ON a.house_id = b.house_id AND a.nights && b.nights AND a.ctid < b.ctid`,
  },
  {
    finds: 'closed days that are not held, or held as closed and are not',
    query: sql`
      SELECT format('house %s: %s', coalesce(closed.house_id, held.house_id),
        coalesce(closed.nights, held.nights)) AS line
      FROM closed_days AS closed
      FULL JOIN (SELECT * FROM held_nights WHERE kind = 'closed') AS held
        ON held.house_id = closed.house_id AND held.holder_id = closed.id
          AND held.nights = closed.nights
      WHERE closed.id IS NULL OR held.holder_id IS NULL`,
  },
  {
    finds: 'imported days that no feed of their house names',
    query: sql`
      SELECT format('house %s: %s', held.house_id, held.nights) AS line
      FROM held_nights AS held LEFT JOIN (${FEED_DAYS}) AS feeds USING (house_id)
      WHERE held.kind = 'import' AND (held.nights <@ feeds.days) IS NOT TRUE`,
  },
  {
    finds: 'days to come that a feed names and nobody holds',
    query: sql`
      SELECT format('house %s: %s', house_id, free) AS line
      FROM (${FEED_DAYS}) AS feeds
      CROSS JOIN LATERAL (
        SELECT coalesce(range_agg(nights), '{}') AS days
        FROM held_nights WHERE held_nights.house_id = feeds.house_id
      ) AS held
      CROSS JOIN LATERAL unnest(
        feeds.days * datemultirange(daterange(CURRENT_DATE + 1, NULL)) - held.days) AS free`,
  },
]
