import { sql } from 'kysely'
import type { NightDate } from '../../../rules/night-date.ts'
import type { Trx } from '../../schema.ts'

/** A booking may take a day between looking and holding: then what is left is looked up again. */
const ATTEMPTS_MAX = 5

/**
 * Makes the ledger hold, of what all feeds of a house say, what neither a stay nor its host holds.
 * Days that are held already stay untouched: two feeds that hold the same day, and windows that
 * move on daily, change nothing but what they really change. The caller has locked the house.
 */
export async function holdImports(trx: Trx, house_id: number, today: NightDate): Promise<void> {
  await freeVanished(trx, house_id, today)
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    if ((await holdMissing(trx, house_id, today)) === 0) return
  }
}

/** What the feeds of a house say of the days to come, as one set of days. */
const wantedDays = (house_id: number, today: NightDate) => sql`
  SELECT coalesce(range_agg(feed_ranges.nights * daterange(${today}::date, NULL)), '{}') AS days
  FROM calendar_feeds
  JOIN feed_ranges ON feed_ranges.feed_id = calendar_feeds.id AND NOT feed_ranges.echo
  WHERE calendar_feeds.house_id = ${house_id}`

const otherDays = (house_id: number) => sql`
  SELECT coalesce(range_agg(nights), '{}') AS days
  FROM held_nights WHERE house_id = ${house_id} AND kind <> 'import'`

/** Ranges of which not every day is wanted any more give way to what is left of them. */
async function freeVanished(trx: Trx, house_id: number, today: NightDate): Promise<void> {
  const { rows } = await sql<{ left: string }>`
    WITH wanted AS (${wantedDays(house_id, today)}),
    freed AS (
      DELETE FROM held_nights USING wanted
      WHERE house_id = ${house_id} AND kind = 'import' AND NOT nights <@ wanted.days
      RETURNING held_nights.nights
    )
    SELECT (freed.nights::datemultirange * wanted.days)::text AS left FROM freed, wanted`.execute(
    trx,
  )
  // What is left is held again at once: nobody else sees the days in between.
  for (const { left } of rows)
    await sql`
      INSERT INTO held_nights (house_id, nights, kind, holder_id)
      SELECT ${house_id}, unnest(${left}::datemultirange), 'import', ${house_id}`.execute(trx)
}

/** Returns how many ranges were missing. */
async function holdMissing(trx: Trx, house_id: number, today: NightDate): Promise<number> {
  const { rows } = await sql<{ missing: number }>`
    WITH wanted AS (${wantedDays(house_id, today)}),
    other AS (${otherDays(house_id)}),
    imported AS (
      SELECT coalesce(range_agg(nights), '{}') AS days
      FROM held_nights WHERE house_id = ${house_id} AND kind = 'import'
    ),
    missing AS (
      SELECT unnest(wanted.days - other.days - imported.days) AS nights FROM wanted, other, imported
    ),
    held AS (
      INSERT INTO held_nights (house_id, nights, kind, holder_id)
      SELECT ${house_id}, nights, 'import', ${house_id} FROM missing ORDER BY nights
      ON CONFLICT DO NOTHING
      RETURNING 1
    )
    SELECT count(*) AS missing FROM missing`.execute(trx)
  return Number(rows[0]?.missing ?? 0)
}
