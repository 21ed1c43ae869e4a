import { sql } from 'kysely'
import type { Db, Trx } from '../../schema.ts'
import type { FeedRange } from './read-ical.ts'

export const FEEDS_MAX = 10

export interface DueFeed {
  readonly id: number
  readonly house_id: number
  readonly url: string
  readonly etag: string
  readonly last_modified: string
}

/**
 * The feeds whose time has come, each put off to `next_try_at` in the same moment: whichever server
 * asks next gets others, and one that dies in the middle is made up for then.
 */
export async function takeDueFeeds(db: Db, now: Date, next_try_at: Date, limit: number) {
  const { rows } = await sql<DueFeed>`
    UPDATE calendar_feeds SET next_try_at = ${next_try_at}
    WHERE id IN (
      SELECT id FROM calendar_feeds WHERE next_try_at <= ${now}
      ORDER BY next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    RETURNING id, house_id, url, etag, last_modified`.execute(db)
  return rows
}

export interface FeedRow {
  readonly id: number
  readonly name: string
  readonly url: string
  readonly last_try: Date | null
  readonly last_good: Date | null
  readonly fault: string
  readonly events: number
}

export async function findFeeds(db: Db, house_id: number): Promise<readonly FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    SELECT id, name, url, last_try, last_good, fault,
      (SELECT count(*) FROM feed_ranges WHERE feed_id = feeds.id) AS events
    FROM calendar_feeds AS feeds WHERE house_id = ${house_id} ORDER BY id`.execute(db)
  return rows
}

export const findFeed = (db: Db, house_id: number, feed_id: number) =>
  db
    .selectFrom('calendar_feeds')
    .select(['id', 'house_id', 'url', 'etag', 'last_modified'])
    .where('house_id', '=', house_id)
    .where('id', '=', feed_id)
    .executeTakeFirst()

/** Whether the feed is there still, and nobody else writes what it says. */
export const lockFeed = (trx: Trx, feed_id: number) =>
  trx
    .selectFrom('calendar_feeds')
    .select(['fault'])
    .where('id', '=', feed_id)
    .forUpdate()
    .executeTakeFirst()

/**
 * Puts what a feed says in the place of what it said. What it has from us is an echo: by our own
 * UID, or by no day that we do not hold ourselves, under a name that is no reservation ("Not
 * available"). It stays one for as long as the feed says it, also where what it came from is gone.
 */
export async function replaceRanges(
  trx: Trx,
  { id, house_id }: Pick<DueFeed, 'id' | 'house_id'>,
  ranges: readonly FeedRange[],
) {
  await sql`
    WITH before AS (DELETE FROM feed_ranges WHERE feed_id = ${id} RETURNING uid, nights, echo),
    ours AS MATERIALIZED (
      SELECT kind || '-' || coalesce(order_id, holder_id) || '@ihome' AS uid, nights
      FROM held_nights WHERE house_id = ${house_id} AND kind <> 'import'
    ),
    our_days AS MATERIALIZED (SELECT range_agg(nights) AS days FROM ours)
    INSERT INTO feed_ranges (feed_id, uid, summary, nights, echo)
    SELECT ${id}, uid, summary, nights, coalesce(
      (summary !~* 'reserv|book|guest|预订|预定' AND nights <@ our_days.days)
      OR EXISTS (SELECT FROM ours WHERE ours.uid = read.uid AND ours.nights && read.nights)
      OR (uid, nights) IN (SELECT uid, nights FROM before WHERE echo), false)
    FROM our_days, (
      SELECT uid, summary, daterange(first, last, '[]') AS nights
      FROM unnest(
        ${ranges.map(({ uid }) => uid)}::text[], ${ranges.map(({ summary }) => summary)}::text[],
        ${ranges.map(({ first }) => first)}::date[], ${ranges.map(({ last }) => last)}::date[]
      ) AS sent (uid, summary, first, last)
    ) AS read`.execute(trx)
}

/** How many of the days to come a feed has held, and how many of those it still names. */
export async function countKept(
  trx: Trx,
  feed_id: number,
  ranges: readonly FeedRange[],
  today: string,
): Promise<{ readonly before: number; readonly kept: number }> {
  const { rows } = await sql<{ before: number; kept: number }>`
    WITH before AS (
      SELECT coalesce(range_agg(nights * daterange(${today}::date, NULL)), '{}') AS days
      FROM feed_ranges WHERE feed_id = ${feed_id}
    ),
    read AS (
      SELECT coalesce(range_agg(daterange(first, last, '[]')), '{}') AS days
      FROM unnest(${ranges.map(({ first }) => first)}::date[], ${ranges.map(({ last }) => last)}::date[])
        AS read (first, last)
    )
    SELECT
      (SELECT coalesce(sum(upper(day) - lower(day)), 0)
        FROM before, unnest(before.days) AS day)::integer AS before,
      (SELECT coalesce(sum(upper(day) - lower(day)), 0)
        FROM before, read, unnest(before.days * read.days) AS day)::integer AS kept`.execute(trx)
  return rows[0] ?? { before: 0, kept: 0 }
}

const FAILING_HOURS = 24

/** Notes a reading that failed; a host is told once of a feed that has failed for a day. */
export const noteFault = (db: Db, feed_id: number, now: Date, fault: string) =>
  sql`
    UPDATE calendar_feeds SET last_try = ${now}, fault = ${fault},
      failing_told_at = coalesce(failing_told_at, CASE
        WHEN coalesce(last_good, created_at) <= ${now}::timestamptz - make_interval(hours => ${FAILING_HOURS})
        THEN ${now}::timestamptz END)
    WHERE id = ${feed_id}`.execute(db)
