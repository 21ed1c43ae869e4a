import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { jobHandlersOf } from '../../server/jobs.ts'
import { queueOwed, SENDINGS } from '../../server/notices/queue-owed.ts'
import { queueHeldSms, queueSms } from '../../server/notices/queue-sms.ts'
import { createJobSender } from '../../server/platform/jobs/job-queue.ts'
import { type JobHandler, startJobWorkers } from '../../server/platform/jobs/job-workers.ts'
import type { JobContext } from '../../server/rooms.ts'
import type { Db } from '../../server/schema.ts'
import { sendsNotices } from '../../server/sms/choose-sms-provider.ts'

const LOOK_AGAIN_MS = 25
const WORK_MS_MAX = 100_000

/**
 * Does the jobs that wait, as a worker does, until each is done or given up. Nobody waits for the
 * next try: its time is brought forward.
 */
export async function runJobs(work: JobContext): Promise<void> {
  const handlers = jobHandlersOf(work)
  await queueDueSms(work, handlers)
  const stop = startJobWorkers(work.database, handlers, work.log)
  const until_ms = performance.now() + WORK_MS_MAX
  try {
    for (;;) {
      // Also what another worker is just putting into the queue: it is owed until it is there.
      if (await isOwed(work.database.kysely)) await queueDueSms(work, handlers)
      else if ((await makeDue(work.database.kysely)) === 0) break
      if (performance.now() > until_ms) throw new Error('the jobs did not come to an end')
      await sleep(LOOK_AGAIN_MS)
    }
  } finally {
    await stop()
  }
}

/** Puts the jobs that are owed, as the schedule does. */
async function queueDueSms(
  { database, clock, log, sms }: JobContext,
  handlers: readonly JobHandler[],
) {
  const kinds = handlers.map(({ kind }) => kind)
  const jobs = createJobSender(database, kinds, (error) => log.warn({ err: error }, 'trouble'))
  const queue = { jobs, sends: sendsNotices(sms) }
  await queueSms(database.kysely, clock, queue)
  await queueHeldSms(database.kysely, clock, queue)
  for (const sending of SENDINGS) await queueOwed(database.kysely, clock, jobs, sending)
  await jobs.close()
}

async function isOwed(db: Db): Promise<boolean> {
  const owed = db.selectFrom('notices').select('id').where('sms', '=', 'owed').limit(1)
  return (await owed.executeTakeFirst()) !== undefined
}

/** Jobs that wait or are under way; none of them waits for its time any more. */
async function makeDue(db: Db): Promise<number> {
  const made = await sql<{
    job: string | null
  }>`SELECT to_regclass('pgboss.job')::text AS job`.execute(db)
  if (!made.rows[0]?.job) return 0
  const open = sql`name NOT LIKE '%-dead' AND state < 'completed'`
  await sql`UPDATE pgboss.job SET start_after = now() WHERE ${open} AND start_after > now()`.execute(
    db,
  )
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM pgboss.job WHERE ${open}`.execute(db)
  return rows[0]?.count ?? 0
}
