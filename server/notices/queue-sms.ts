import type { Clock } from '../platform/database/clock.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { Db, Tables, Trx } from '../schema.ts'
import { DELIVER_NOTICE_SMS } from './deliver-sms.ts'
import {
  dropSms,
  hasSms,
  mayCountSms,
  oweDueSms,
  type PendingSms,
  takeHeldSms,
  takePendingSms,
} from './sms-rows.ts'

/**
 * Decided at a time, and the schedule comes once a second: what follows bookings takes a bounded
 * share of the machine from them. SMS of a burst of orders are behind by a second for each 300.
 */
const BATCH_MAX = 300
/** Whose held messages are looked at together. */
const PEOPLE_MAX = 300
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
 * Puts a job for the SMS that are owed and may go now, a bounded number of them. Writing the notice
 * only says so in its row, because orders are placed many at a time and a job for each would cost
 * them more than all the rest. Any number of servers may do this at once: one of them counts, the
 * others come again.
 */
export async function queueSms(db: Db, clock: Clock, { jobs, sends }: SmsQueue): Promise<void> {
  await oweDueSms(db, clock.now(), BATCH_MAX)
  // Looked at first: the queue is opened by whoever has something to put into it.
  if (!(await hasSms(db, 'owed'))) return
  if (!sends) return dropSms(db, 'owed', BATCH_MAX)
  await queueFor(jobs, (trx) => takePendingSms(trx, { ...boundsAt(clock), limit: BATCH_MAX }))
}

/** Puts one job for all that is held for a person who may get a message again. */
export async function queueHeldSms(db: Db, clock: Clock, { jobs, sends }: SmsQueue): Promise<void> {
  if (!(await hasSms(db, 'held'))) return
  if (!sends) return dropSms(db, 'held', BATCH_MAX)
  await queueFor(jobs, (trx) => takeHeldSms(trx, { ...boundsAt(clock), limit: PEOPLE_MAX }))
}

const boundsAt = (clock: Clock) => {
  const now = clock.now()
  const since = new Date(now.getTime() - LATE_MS_MAX)
  return { now, since, hour_max: SMS_PER_HOUR_MAX }
}

const queueFor = (jobs: JobSender<Tables>, take: (trx: Trx) => Promise<PendingSms[]>) =>
  jobs.transaction(async (trx, send) => {
    if (!(await mayCountSms(trx))) return
    const queued = await take(trx)
    if (queued.length > 0) await send(DELIVER_NOTICE_SMS, ...queued)
  })
