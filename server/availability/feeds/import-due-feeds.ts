import type { Clock } from '../../platform/database/clock.ts'
import type { Db } from '../../schema.ts'
import type { FeedSettings } from '../settings.ts'
import { takeDueFeeds } from './feed-rows.ts'
import { importFeed } from './import-feed.ts'

/** Fetched at once, by one server. */
const FETCHES_MAX = 4
const MINUTE_MS = 60_000

/** Fetches the feeds whose time has come, a few at a time, until none is left. */
export async function importDueFeeds(
  db: Db,
  clock: Clock,
  { every_minutes, allowed }: FeedSettings,
  stopping?: AbortSignal,
): Promise<void> {
  while (!stopping?.aborted) {
    const next_try_at = new Date(clock.now().getTime() + every_minutes * MINUTE_MS)
    const due = await takeDueFeeds(db, clock.now(), next_try_at, FETCHES_MAX)
    if (due.length === 0) return
    const done = await Promise.allSettled(due.map((feed) => importFeed(db, clock, feed, allowed)))
    const failed = done.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }
}
