import { randomBytes } from 'node:crypto'
import { type Language, Refusal } from '../../../contract/refusals.ts'
import { checkOwnHouse, lockOwnHouse, type OwnHouse } from '../../houses/own-house.ts'
import type { Clock } from '../../platform/database/clock.ts'
import { isDuplicate } from '../../platform/database/database.ts'
import type { Db } from '../../schema.ts'
import type { FeedSettings } from '../settings.ts'
import { type FeedConflict, findConflicts } from './feed-conflicts.ts'
import { describeFault, UnreadableFeed } from './feed-faults.ts'
import { FEEDS_MAX, findFeed, findFeeds } from './feed-rows.ts'
import { type PrivateAddresses, parseFeedUrl } from './fetch-feed.ts'
import { holdImports } from './hold-imports.ts'
import { importFeed } from './import-feed.ts'

const MINUTE_MS = 60_000

export interface FeedView {
  readonly clock: Clock
  readonly language: Language
}

/** @throws {Refusal} `house_missing`, `not_your_house`. */
export async function listFeeds(db: Db, { clock, language }: FeedView, house: OwnHouse) {
  await checkOwnHouse(db, house)
  const timeOf = (at: Date | null) => (at ? clock.format(at) : '')
  const feeds = await findFeeds(db, house.house_id)
  const conflicts = Map.groupBy(await findConflicts(db, house.house_id), ({ feed_id }) => feed_id)
  return {
    export_url: `/ical/${await exportToken(db, house.house_id)}.ics`,
    feeds: feeds.map(({ id, fault, last_try, last_good, ...feed }) => ({
      feed_id: id,
      ...feed,
      last_try: timeOf(last_try),
      last_good: timeOf(last_good),
      error: describeFault(fault, language),
      ...tellConflicts(conflicts.get(id) ?? []),
    })),
  }
}

const tellConflicts = (conflicts: readonly FeedConflict[]) => ({
  conflicts: new Set(conflicts.map(({ order_id }) => order_id)).size,
  conflicting: conflicts.map(({ feed_id: _, ...conflict }) => conflict),
})

/**
 * Adds a feed, which its first reading follows at once; returns its id.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`, `feed_address_invalid`, `feeds_full`,
 * `feed_known`.
 */
export async function addFeed(
  db: Db,
  clock: Clock,
  { every_minutes }: FeedSettings,
  house: OwnHouse,
  { name, url }: { readonly name: string; readonly url: string },
): Promise<number> {
  const address = checkedAddress(url)
  const now = clock.now()
  return db.transaction().execute(async (trx) => {
    await lockOwnHouse(trx, house)
    if ((await findFeeds(trx, house.house_id)).length >= FEEDS_MAX) throw new Refusal('feeds_full')
    const next_try_at = new Date(now.getTime() + every_minutes * MINUTE_MS)
    const row = { house_id: house.house_id, name, url: address, created_at: now, next_try_at }
    try {
      const inserted = trx.insertInto('calendar_feeds').values(row).returning('id')
      return (await inserted.executeTakeFirstOrThrow()).id
    } catch (error) {
      throw isDuplicate(error) ? new Refusal('feed_known') : error
    }
  })
}

function checkedAddress(url: string): string {
  try {
    // Sites write webcal:// for the same address by https.
    return parseFeedUrl(url.trim().replace(/^webcal:/i, 'https:')).href
  } catch (error) {
    throw error instanceof UnreadableFeed ? new Refusal('feed_address_invalid') : error
  }
}

/** Removes a feed and frees the days that only it held. @throws {Refusal} `feed_missing`. */
export const removeFeed = (db: Db, clock: Clock, house: OwnHouse, feed_id: number) =>
  db.transaction().execute(async (trx) => {
    await lockOwnHouse(trx, house)
    const { numDeletedRows } = await trx
      .deleteFrom('calendar_feeds')
      .where('house_id', '=', house.house_id)
      .where('id', '=', feed_id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new Refusal('feed_missing')
    await holdImports(trx, house.house_id, clock.today())
  })

/** Fetches a feed now. @throws {Refusal} `house_missing`, `not_your_house`, `feed_missing`. */
export async function fetchFeedNow(
  db: Db,
  clock: Clock,
  allowed: PrivateAddresses,
  house: OwnHouse,
  feed_id: number,
): Promise<void> {
  await checkOwnHouse(db, house)
  const feed = await findFeed(db, house.house_id, feed_id)
  if (!feed) throw new Refusal('feed_missing')
  await importFeed(db, clock, feed, allowed)
}

const newToken = (): string => randomBytes(24).toString('base64url')

/** The secret of a house's own address, made when it is first asked for. */
async function exportToken(db: Db, house_id: number): Promise<string> {
  const find = db.selectFrom('calendar_exports').select('token').where('house_id', '=', house_id)
  const known = await find.executeTakeFirst()
  if (known) return known.token
  await db
    .insertInto('calendar_exports')
    .values({ house_id, token: newToken() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await find.executeTakeFirstOrThrow()).token
}

/** A new secret address; the one before leads nowhere from now on. */
export async function renewExport(db: Db, house: OwnHouse): Promise<string> {
  await checkOwnHouse(db, house)
  const token = newToken()
  await db
    .insertInto('calendar_exports')
    .values({ house_id: house.house_id, token })
    .onConflict((conflict) => conflict.column('house_id').doUpdateSet({ token }))
    .execute()
  return `/ical/${token}.ics`
}
