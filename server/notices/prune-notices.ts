import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { deleteNotices } from './sql.ts'

const KEPT_DAYS = 180
const DAY_MS = 86_400_000
const BATCH_MAX = 1_000
const BATCHES_MAX = 100

/** Removes notices that are older than half a year, read or not. */
export async function pruneNotices(db: Db, clock: Clock, stopping?: AbortSignal): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS)
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1)
    if ((await deleteNotices(db, before, BATCH_MAX)) < BATCH_MAX) return
}
