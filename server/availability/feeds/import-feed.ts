import { addDays } from '../../../rules/night-date.ts'
import type { Clock } from '../../platform/database/clock.ts'
import type { Db, Trx } from '../../schema.ts'
import { noteConflicts } from './feed-conflicts.ts'
import { UnreadableFeed } from './feed-faults.ts'
import { countKept, type DueFeed, lockFeed, noteFault, replaceRanges } from './feed-rows.ts'
import { type FetchedFeed, fetchFeed, type PrivateAddresses } from './fetch-feed.ts'
import { holdImports } from './hold-imports.ts'
import { readAside } from './read-aside.ts'
import type { FeedRange } from './read-ical.ts'

/** As far ahead as days of other sites are held. */
const HORIZON_DAYS = 1_100

/**
 * Fetches one feed and makes the ledger hold what it says, in one transaction. A feed that cannot be
 * used changes nothing but the note of what is wrong with it.
 *
 * @returns whether it was read.
 */
export async function importFeed(
  db: Db,
  clock: Clock,
  feed: DueFeed,
  allowed: PrivateAddresses,
): Promise<boolean> {
  try {
    const fetched = await fetchFeed(feed.url, feed, allowed)
    const ranges = fetched && (await readRanges(fetched, clock))
    return await takeIn(db, clock, feed, fetched, ranges)
  } catch (error) {
    if (!(error instanceof UnreadableFeed)) throw error
    await noteFault(db, feed.id, clock.now(), error.message)
    return false
  }
}

const readRanges = ({ text }: FetchedFeed, clock: Clock): Promise<FeedRange[]> =>
  readAside({ text, options: { zone: clock.zone, within: daysAhead(clock) } })

const daysAhead = (clock: Clock) => ({
  first: clock.today(),
  last: addDays(clock.today(), HORIZON_DAYS),
})

/** An unchanged feed is read again too: a stay that was in its way may have gone. */
const takeIn = (
  db: Db,
  clock: Clock,
  feed: DueFeed,
  fetched: FetchedFeed | undefined,
  ranges: readonly FeedRange[] | undefined,
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const { id, house_id } = feed
    await trx
      .selectFrom('houses')
      .select('id')
      .where('id', '=', house_id)
      .forNoKeyUpdate()
      .execute()
    const before = await lockFeed(trx, id)
    if (!before) return false
    if (fetched && ranges) {
      if (await hasSuddenlyVanished(trx, clock, id, ranges, before.fault)) {
        await noteFault(trx, id, clock.now(), 'suddenly_empty')
        return false
      }
      await replaceRanges(trx, feed, ranges)
    }
    await holdImports(trx, house_id, clock.today())
    const now = clock.now()
    await noteConflicts(trx, id, now)
    await trx
      .updateTable('calendar_feeds')
      .set({ last_try: now, last_good: now, fault: '', failing_told_at: null })
      .$if(fetched !== undefined, (query) =>
        query.set({ etag: fetched?.etag ?? '', last_modified: fetched?.last_modified ?? '' }),
      )
      .where('id', '=', id)
      .execute()
    return true
  })

/** Most of what a feed held is gone at once: more likely its fault than the truth, the first time. */
async function hasSuddenlyVanished(
  trx: Trx,
  clock: Clock,
  feed_id: number,
  ranges: readonly FeedRange[],
  fault: string,
): Promise<boolean> {
  if (fault.startsWith('suddenly_empty')) return false
  const { before, kept } = await countKept(trx, feed_id, ranges, clock.today())
  return before > 0 && kept * 2 < before
}
