import type { Clock } from '../platform/database/clock.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { Db, Tables } from '../schema.ts'
import { DELIVER_NOTICE_PUSH, PUSH } from './deliver-push.ts'
import { deleteTold, hasOwed, takeOwed } from './owed-rows.ts'

/** In a second: bookings need theirs. */
const BATCH_MAX = 50
/** What is older stands on the page; nobody's telephone rings for it. */
const LATE_MS_MAX = 3_600_000
const PUSHES_PER_HOUR_MAX = 60
const KEPT_MS = 2 * 86_400_000

/** Puts jobs for the notices that browsers are told of, a bounded number. Any number of servers may. */
export async function queuePushes(db: Db, clock: Clock, jobs: JobSender<Tables>): Promise<void> {
  if (!(await hasOwed(db, PUSH))) return
  const now = clock.now()
  const since = new Date(now.getTime() - LATE_MS_MAX)
  await jobs.transaction(async (trx, send) => {
    const bounds = { now, since, hour_max: PUSHES_PER_HOUR_MAX, limit: BATCH_MAX }
    const queued = await takeOwed(trx, PUSH, bounds)
    if (queued.length > 0) await send(DELIVER_NOTICE_PUSH, ...queued)
  })
}

export const prunePushes = (db: Db, clock: Clock) =>
  deleteTold(db, PUSH, new Date(clock.now().getTime() - KEPT_MS))
