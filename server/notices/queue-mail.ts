import type { Clock } from '../platform/database/clock.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { Db, Tables } from '../schema.ts'
import { DELIVER_NOTICE_MAIL } from './deliver-mail.ts'
import { MAIL } from './mail-rows.ts'
import { deleteTold, hasOwed, takeOwed } from './owed-rows.ts'

const DAY_MS = 86_400_000
/** In a second: mail is read in its own time, and bookings need theirs. */
const BATCH_MAX = 30
const LATE_MS_MAX = DAY_MS
const MAILS_PER_HOUR_MAX = 20
const KEPT_MS = 2 * DAY_MS

/** Puts jobs for the mails that are owed, a bounded number of them. Any number of servers may. */
export async function queueMail(db: Db, clock: Clock, jobs: JobSender<Tables>): Promise<void> {
  if (!(await hasOwed(db, MAIL))) return
  const now = clock.now()
  const since = new Date(now.getTime() - LATE_MS_MAX)
  await jobs.transaction(async (trx, send) => {
    const bounds = { now, since, hour_max: MAILS_PER_HOUR_MAX, limit: BATCH_MAX }
    const queued = await takeOwed(trx, MAIL, bounds)
    if (queued.length > 0) await send(DELIVER_NOTICE_MAIL, ...queued)
  })
}

export const pruneMails = (db: Db, clock: Clock) =>
  deleteTold(db, MAIL, new Date(clock.now().getTime() - KEPT_MS))
