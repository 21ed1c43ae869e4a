import type { FastifyBaseLogger } from 'fastify'
import { pruneSessions } from './account/prune-sessions.ts'
import { createCodeSecrets } from './codes/code-secrets.ts'
import { deliverSmsCode } from './codes/deliver-sms-code.ts'
import { pruneCodes } from './codes/prune-codes.ts'
import { DELIVER_NOTICE_SMS, deliverNoticeSms } from './notices/deliver-sms.ts'
import { pruneNotices } from './notices/prune-notices.ts'
import { queueSms } from './notices/queue-sms.ts'
import { pruneIdempotencyKeys } from './orders/prune-keys.ts'
import { sweepOrders } from './orders/sweep-orders.ts'
import { bookStays } from './payments/book-stays.ts'
import { chooseProvider } from './payments/choose-provider.ts'
import { type ReportRefund, sendRefunds } from './payments/send-refunds.ts'
import type { Clock } from './platform/database/clock.ts'
import { createJobSender, type JobSender } from './platform/jobs/job-queue.ts'
import { startJobWorkers } from './platform/jobs/job-workers.ts'
import { type Schedule, startSchedule } from './platform/jobs/schedule.ts'
import { pruneTries } from './platform/limits/count-in-database.ts'
import type { Database, Db, Tables } from './schema.ts'
import type { PaymentSettings } from './settings/payments.ts'
import type { SmsSettings } from './settings.ts'
import { chooseSmsProvider, sendsNotices } from './sms/choose-sms-provider.ts'
import { pruneOutbox } from './sms/outbox.ts'

export interface JobsDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: FastifyBaseLogger
  readonly session_secret: string
  readonly sms: SmsSettings
  readonly payments: PaymentSettings
  readonly fee_basis_points: number
}

/** What scheduled work is done with. */
interface Workbench {
  readonly kysely: Db
  readonly jobs: JobSender<Tables>
  readonly sms: SmsSettings
}

/** What the work that requests leave behind is done with. */
export type WorkDeps = Omit<JobsDeps, 'payments' | 'fee_basis_points'>

/** All that happens without a request. Each is safe on any number of servers at once. */
const SCHEDULE: readonly Schedule<Workbench>[] = [
  {
    name: 'queue-sms',
    every_ms: 1_000,
    work: ({ kysely, jobs, sms }, clock, stopping) =>
      queueSms(kysely, clock, { jobs, sends: sendsNotices(sms) }, stopping),
  },
  {
    name: 'sweep-orders',
    every_ms: 5_000,
    work: ({ kysely }, clock, stopping) => sweepOrders(kysely, clock, stopping),
  },
  {
    name: 'prune-keys',
    every_ms: 3_600_000,
    work: ({ kysely }, clock) => pruneIdempotencyKeys(kysely, clock),
  },
  {
    name: 'prune-sessions',
    every_ms: 3_600_000,
    work: ({ kysely }, clock) => pruneSessions(kysely, clock),
  },
  {
    name: 'prune-tries',
    every_ms: 600_000,
    work: ({ kysely }, clock) => pruneTries(kysely, clock),
  },
  {
    name: 'prune-codes',
    every_ms: 600_000,
    work: ({ kysely }, clock) => pruneCodes(kysely, clock),
  },
  {
    name: 'prune-outbox',
    every_ms: 600_000,
    work: ({ kysely }, clock) => pruneOutbox(kysely, clock),
  },
  {
    name: 'prune-notices',
    every_ms: 3_600_000,
    work: ({ kysely }, clock, stopping) => pruneNotices(kysely, clock, stopping),
  },
]

/** The same for what moves money, by the site's settings. */
function moneyScheduleOf(deps: JobsDeps): Schedule<Workbench>[] {
  const { payments, session_secret, fee_basis_points } = deps
  let chosen: ReturnType<typeof chooseProvider> | undefined
  const report = reportRefund(deps.log)
  return [
    {
      name: 'send-refunds',
      every_ms: 5_000,
      work: async ({ kysely }, clock, stopping) => {
        chosen ??= chooseProvider(payments, session_secret)
        await sendRefunds(kysely, clock, await chosen, report, stopping)
      },
    },
    {
      name: 'book-stays',
      every_ms: 60_000,
      work: ({ kysely }, clock, stopping) => bookStays(kysely, clock, fee_basis_points, stopping),
    },
  ]
}

const reportRefund =
  (log: FastifyBaseLogger): ReportRefund =>
  (error, refund_id, for_good) => {
    const told = { err: error, refund_id }
    if (for_good) log.error(told, 'a refund was refused for good; see `ihome refunds`')
    else log.warn(told, 'a refund failed; it will be tried again')
  }

/** Starts all of it; returns what stops it and waits for the work under way. */
export function startJobs(deps: JobsDeps): () => Promise<void> {
  const { database, clock, log } = deps
  const workbench = openWorkbench(deps)
  const schedule = [...SCHEDULE, ...moneyScheduleOf(deps)]
  const stopSchedule = startSchedule(schedule, workbench, clock, log)
  const stopWorkers = startJobWorkers(database, worksOf(deps), log)
  return async () => {
    await Promise.all([stopSchedule(), stopWorkers()])
    await workbench.jobs.close()
  }
}

const openWorkbench = ({ database, log, sms }: WorkDeps): Workbench => ({
  kysely: database.kysely,
  jobs: createJobSender(database, [DELIVER_NOTICE_SMS], (error) =>
    log.warn({ err: error }, 'the job queue has trouble'),
  ),
  sms,
})

/** How the jobs are done that requests and notices leave behind. */
export function worksOf({ database: { kysely }, clock, session_secret, sms }: WorkDeps) {
  const provider = chooseSmsProvider(sms, kysely, clock)
  const secrets = createCodeSecrets(session_secret)
  return [deliverSmsCode(kysely, clock, { secrets, provider }), deliverNoticeSms(kysely, provider)]
}

/** Puts the jobs that are owed, as the schedule does. */
export async function queueOwed(deps: WorkDeps): Promise<void> {
  const { kysely, jobs, sms } = openWorkbench(deps)
  await queueSms(kysely, deps.clock, { jobs, sends: sendsNotices(sms) })
  await jobs.close()
}
