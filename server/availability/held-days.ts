import { sql } from 'kysely'
import type { Days } from '../../rules/days.ts'
import type { NightDate } from '../../rules/night-date.ts'
import type { Db } from '../schema.ts'
import { SHOWN_KIND, SHOWN_ORDER } from './held-stays.ts'
import { rangeOf } from './ledger.ts'

/** Days of a house that somebody holds, and what its host may know of it. */
export interface HeldDays {
  readonly house_id: number
  readonly kind: 'order' | 'closed' | 'import'
  readonly order_id: number | null
  readonly note: string | null
  readonly feed_id: number | null
  readonly feed_name: string | null
  /** Of a stay: the name of a feed that says something else of its days. */
  readonly conflict: string | null
  readonly first: NightDate
  readonly last: NightDate
}

/** Imported days name the first feed that says so. */
export async function findHeldDays(
  db: Db,
  house_ids: readonly number[],
  days: Days,
): Promise<readonly HeldDays[]> {
  const { rows } = await sql<HeldDays>`
    SELECT held.house_id, ${SHOWN_KIND} AS kind, ${SHOWN_ORDER} AS order_id, closed_days.note,
      feed.id AS feed_id, feed.name AS feed_name, conflict.name AS conflict,
      lower(part.nights) AS first, upper(part.nights) - 1 AS last
    FROM held_nights AS held
    LEFT JOIN closed_days ON held.kind = 'closed' AND closed_days.id = held.holder_id
    LEFT JOIN LATERAL (
      SELECT calendar_feeds.id, calendar_feeds.name, feed_ranges.nights FROM calendar_feeds
      JOIN feed_ranges ON feed_ranges.feed_id = calendar_feeds.id
      WHERE held.kind = 'import' AND calendar_feeds.house_id = held.house_id
        AND feed_ranges.nights && held.nights AND NOT feed_ranges.echo
    ) AS feed ON true
    LEFT JOIN LATERAL (
      SELECT calendar_feeds.name FROM feed_conflicts
      JOIN calendar_feeds ON calendar_feeds.id = feed_conflicts.feed_id
      WHERE held.kind = 'order' AND feed_conflicts.order_id = held.order_id
      ORDER BY calendar_feeds.id LIMIT 1
    ) AS conflict ON true
    CROSS JOIN LATERAL (SELECT held.nights * coalesce(feed.nights, held.nights) AS nights) AS part
    WHERE held.house_id = ANY(${house_ids}::bigint[]) AND held.nights && ${rangeOf(days)}
    ORDER BY held.house_id, part.nights, feed.id`.execute(db)
  return rows
}
