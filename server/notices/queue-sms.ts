import type { Clock } from '../platform/database/clock.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { Db, Tables } from '../schema.ts'
import { DELIVER_NOTICE_SMS } from './deliver-sms.ts'
import { dropSms, hasPendingSms, mayCountSms, takeHeldSms, takePendingSms } from './sms-rows.ts'

const BATCH_MAX = 500
const BATCHES_MAX = 20
/** A later SMS would confuse more than it helps; the notice stays on the page. */
const LATE_MS_MAX = 3_600_000
/** To one person, of all that happens to their orders. */
const SMS_PER_HOUR_MAX = 10

export interface SmsQueue {
  readonly jobs: JobSender<Tables>
  /** Whether the site sends notices at all. */
  readonly sends: boolean
}

/**
 * Puts a job for every SMS that is owed and may go now. Writing the notice only says so in its row,
 * because orders are placed many at a time and a job for each would cost them more than all the
 * rest. Any number of servers may do this at once: one of them counts, the others come again.
 */
export async function queueSms(
  db: Db,
  clock: Clock,
  { jobs, sends }: SmsQueue,
  stopping?: AbortSignal,
): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1) {
    // Looked at first: the queue is opened by whoever has something to put into it.
    if (!(await hasPendingSms(db))) return
    const count = sends ? await queueSome(jobs, clock) : await dropSome(db)
    if (count < BATCH_MAX) return
  }
}

const queueSome = (jobs: JobSender<Tables>, clock: Clock): Promise<number> =>
  jobs.transaction(async (trx, send) => {
    if (!(await mayCountSms(trx))) return 0
    const now = clock.now()
    const since = new Date(now.getTime() - LATE_MS_MAX)
    const bounds = { now, since, hour_max: SMS_PER_HOUR_MAX, limit: BATCH_MAX }
    const { queued, count } = await takePendingSms(trx, bounds)
    const all = [...queued, ...(await takeHeldSms(trx, bounds))]
    if (all.length > 0) await send(DELIVER_NOTICE_SMS, ...all)
    return count
  })

const dropSome = async (db: Db): Promise<number> =>
  Number((await dropSms(db, BATCH_MAX)).numAffectedRows ?? 0)
