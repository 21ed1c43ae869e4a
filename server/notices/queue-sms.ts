import type { Clock } from '../platform/database/clock.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { Db, Tables } from '../schema.ts'
import { DELIVER_NOTICE_SMS } from './deliver-sms.ts'
import { forgetSms, owesSms, takeOwedSms } from './sql.ts'

const BATCH_MAX = 500
const BATCHES_MAX = 20
/** What is told so late by SMS confuses more than it helps: the page tells it all the same. */
const LATE_MS_MAX = 3_600_000

export interface SmsQueue {
  readonly jobs: JobSender<Tables>
  /** Whether the site sends notices at all. */
  readonly sends: boolean
}

/**
 * Puts a job for every SMS that is owed. Writing the notice only says so in its row, because
 * orders are placed many at a time and a job for each would cost them more than all the rest. Any
 * number of servers may do this at once: each takes rows that no other has locked.
 */
export async function queueSms(
  db: Db,
  clock: Clock,
  { jobs, sends }: SmsQueue,
  stopping?: AbortSignal,
): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1) {
    // Looked at first: the queue is opened by whoever has something to put into it.
    if (!(await owesSms(db))) return
    if (sends) await queueSome(jobs, clock)
    else await forgetSms(db, BATCH_MAX)
  }
}

const queueSome = (jobs: JobSender<Tables>, clock: Clock) =>
  jobs.transaction(async (trx, send) => {
    const since = new Date(clock.now().getTime() - LATE_MS_MAX)
    const taken = await takeOwedSms(trx, { since, limit: BATCH_MAX })
    if (taken.length > 0) await send(DELIVER_NOTICE_SMS, ...taken)
  })
