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

/** Stays of ours that overlap what feeds say, unless they have it from us. */
const CONFLICTS = sql`
  SELECT feeds.id AS feed_id, feeds.house_id, held.order_id, held.nights AS stay,
    feed_ranges.nights AS said, feed_ranges.summary
  FROM calendar_feeds AS feeds
  JOIN feed_ranges ON feed_ranges.feed_id = feeds.id AND NOT feed_ranges.echo
  JOIN held_nights AS held ON held.house_id = feeds.house_id AND held.kind = 'order'
    AND held.nights && feed_ranges.nights`

export async function findConflicts(db: Db, house_id: number): Promise<readonly FeedConflict[]> {
  const { rows } = await sql<FeedConflict>`
    SELECT feed_id, order_id, lower(stay) AS start_date, upper(stay) - 1 AS end_date,
      lower(said) AS feed_start_date, upper(said) - 1 AS feed_end_date, summary
    FROM (${CONFLICTS} WHERE feeds.house_id = ${house_id}) AS conflicts
    ORDER BY stay, said LIMIT ${SHOWN_MAX}`.execute(db)
  return rows
}

/** Keeps which conflicts a feed has now: of each that is new its host is told by that. */
export async function noteConflicts(trx: Trx, feed_id: number, found_at: Date): Promise<void> {
  await sql`
    WITH present AS (
      SELECT DISTINCT order_id FROM (${CONFLICTS} WHERE feeds.id = ${feed_id}) AS conflicts
    ),
    over AS (
      DELETE FROM feed_conflicts
      WHERE feed_id = ${feed_id} AND order_id NOT IN (SELECT order_id FROM present)
    )
    INSERT INTO feed_conflicts (feed_id, order_id, found_at)
    SELECT ${feed_id}, order_id, ${found_at} FROM present
    ON CONFLICT DO NOTHING`.execute(trx)
}
