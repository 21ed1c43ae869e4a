import type { Clock } from '../platform/database/clock.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { Db, Tables } from '../schema.ts'
import { DELIVER_NOTICE_MAIL } from './deliver-mail.ts'
import { DELIVER_NOTICE_PUSH, PUSH } from './deliver-push.ts'
import { MAIL } from './mail-rows.ts'
import { type Channel, deleteTold, hasOwed, takeOwed } from './owed-rows.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const KEPT_MS = 2 * DAY_MS

/** A way to tell people of notices, and what of it is sent. */
interface Sending {
  readonly channel: Channel
  readonly job: typeof DELIVER_NOTICE_MAIL | typeof DELIVER_NOTICE_PUSH
  /** In a second: bookings need theirs. */
  readonly batch_max: number
  /** What is older stands on the page alone. */
  readonly late_ms_max: number
  /** To one person. */
  readonly hour_max: number
}

export const SENDINGS: readonly Sending[] = [
  {
    channel: MAIL,
    job: DELIVER_NOTICE_MAIL,
    batch_max: 30,
    late_ms_max: DAY_MS,
    hour_max: 20,
  },
  {
    // Nobody's telephone rings for what is of an hour ago.
    channel: PUSH,
    job: DELIVER_NOTICE_PUSH,
    batch_max: 50,
    late_ms_max: HOUR_MS,
    hour_max: 60,
  },
]

/** Puts jobs for what is owed, a bounded number of them. Any number of servers may. */
export async function queueOwed(
  db: Db,
  clock: Clock,
  jobs: JobSender<Tables>,
  { channel, job, batch_max, late_ms_max, hour_max }: Sending,
): Promise<void> {
  if (!(await hasOwed(db, channel))) return
  const now = clock.now()
  const since = new Date(now.getTime() - late_ms_max)
  await jobs.transaction(async (trx, send) => {
    const queued = await takeOwed(trx, channel, { now, since, hour_max, limit: batch_max })
    if (queued.length > 0) await send(job, ...queued)
  })
}

/** What was decided long enough ago that no bound of an hour needs it. */
export const pruneTold = (db: Db, clock: Clock, { channel }: Sending) =>
  deleteTold(db, channel, new Date(clock.now().getTime() - KEPT_MS))
