import { createJobSender } from './platform/jobs/job-queue.ts'
import { type JobHandler, startJobWorkers } from './platform/jobs/job-workers.ts'
import { startSchedule } from './platform/jobs/schedule.ts'
import { pruneTries } from './platform/limits/count-in-database.ts'
import { type JobContext, ROOMS } from './rooms.ts'

/** How the jobs are done that requests and the schedule leave behind. */
export const jobHandlersOf = (work: JobContext): JobHandler[] =>
  ROOMS.flatMap((room) => room.jobs?.(work) ?? [])

/**
 * Starts all that happens without a request; any number of servers may.
 *
 * @returns what stops it and waits for the work under way.
 */
export function startJobs(work: JobContext): () => Promise<void> {
  const { database, clock, log } = work
  const handlers = jobHandlersOf(work)
  const jobs = createJobSender(
    database,
    handlers.map(({ kind }) => kind),
    (error) => log.warn({ err: error }, 'the job queue has trouble'),
  )
  const stopSchedule = startSchedule(
    [
      ...ROOMS.flatMap((room) => room.schedule?.({ ...work, jobs }) ?? []),
      { name: 'prune-tries', every_ms: 600_000, work: () => pruneTries(database.kysely, clock) },
    ],
    log,
  )
  const stopWorkers = startJobWorkers(database, handlers, log)
  return async () => {
    await Promise.all([stopSchedule(), stopWorkers()])
    await jobs.close()
  }
}
