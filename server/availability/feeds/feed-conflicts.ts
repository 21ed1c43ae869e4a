import { sql } from 'kysely'
import type { NightDate } from '../../../rules/night-date.ts'
import type { Db, Trx } from '../../schema.ts'

/** A stay of ours that a feed says is somebody else's; days are inclusive. */
export interface FeedConflict {
  readonly feed_id: number
  readonly order_id: number
  readonly start_date: NightDate
  readonly end_date: NightDate
  readonly feed_start_date: NightDate
  readonly feed_end_date: NightDate
  /** What the other site calls it. */
  readonly summary: string
}

const SHOWN_MAX = 500

/**
 * Stays of ours that overlap what feeds say, unless they say what they have from us: by our own UID,
 * or by no day that we do not hold ourselves, under a name that is no reservation ("Not available").
 */
const CONFLICTS = sql`
  SELECT feeds.id AS feed_id, feeds.house_id, held.order_id, held.nights AS stay,
    feed_ranges.nights AS said, feed_ranges.summary
  FROM calendar_feeds AS feeds
  JOIN feed_ranges ON feed_ranges.feed_id = feeds.id
  JOIN held_nights AS held ON held.house_id = feeds.house_id AND held.kind = 'order'
    AND held.nights && feed_ranges.nights
  CROSS JOIN LATERAL (
    SELECT range_agg(own.nights) AS days FROM held_nights AS own
    WHERE own.house_id = feeds.house_id AND own.kind <> 'import' AND own.nights && feed_ranges.nights
  ) AS ours
  WHERE feed_ranges.uid NOT LIKE 'order-' || held.order_id || '@%'
    AND (NOT feed_ranges.nights <@ ours.days
      OR feed_ranges.summary ~* 'reserv|book|guest|预订|预定')`

export async function findConflicts(db: Db, house_id: number): Promise<readonly FeedConflict[]> {
  const { rows } = await sql<FeedConflict>`
    SELECT feed_id, order_id, lower(stay) AS start_date, upper(stay) - 1 AS end_date,
      lower(said) AS feed_start_date, upper(said) - 1 AS feed_end_date, summary
    FROM (${CONFLICTS} AND feeds.house_id = ${house_id}) AS conflicts
    ORDER BY stay, said LIMIT ${SHOWN_MAX}`.execute(db)
  return rows
}

/** Keeps which conflicts a feed has now: of each that is new its host is told by that. */
export async function noteConflicts(trx: Trx, feed_id: number, found_at: Date): Promise<void> {
  await sql`
    WITH present AS (
      SELECT DISTINCT order_id FROM (${CONFLICTS} AND feeds.id = ${feed_id}) AS conflicts
    ),
    over AS (
      DELETE FROM feed_conflicts
      WHERE feed_id = ${feed_id} AND order_id NOT IN (SELECT order_id FROM present)
    )
    INSERT INTO feed_conflicts (feed_id, order_id, found_at)
    SELECT ${feed_id}, order_id, ${found_at} FROM present
    ON CONFLICT DO NOTHING`.execute(trx)
}
