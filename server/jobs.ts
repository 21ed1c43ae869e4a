import { join } from 'node:path'
import { mayRemoveFiles } from './platform/files/copied-files.ts'
import { type Files, openFiles } from './platform/files/files.ts'
import { createJobSender } from './platform/jobs/job-queue.ts'
import { type JobHandler, startJobWorkers } from './platform/jobs/job-workers.ts'
import { startSchedule } from './platform/jobs/schedule.ts'
import { pruneTries } from './platform/limits/count-in-database.ts'
import { type JobContext, PERSONAL, ROOMS, type WorkContext } from './rooms.ts'

/** How the jobs are done that requests and the schedule leave behind. */
export const jobHandlersOf = (work: JobContext): JobHandler[] => handlersOf(workWith(work))

const handlersOf = (work: WorkContext): JobHandler[] =>
  ROOMS.flatMap((room) => room.jobs?.(work) ?? [])

export function workWith(work: JobContext): WorkContext {
  let files: Promise<Files> | undefined
  return {
    ...work,
    personal: PERSONAL,
    openFiles: () => {
      files ??= openFilesOf(work)
      return files
    },
  }
}

/** The files of a site; what a copy of it needs is not removed while that is made. */
export const openFilesOf = ({
  data_dir,
  bucket,
  database: { kysely },
  log,
}: Pick<JobContext, 'data_dir' | 'bucket' | 'database' | 'log'>): Promise<Files> =>
  openFiles(
    { folder: join(data_dir, 'files'), bucket },
    (error, name) => log.error({ err: error, name }, 'a file could not be kept, read or removed'),
    (urls) => mayRemoveFiles(kysely, urls),
  )

/**
 * Starts all that happens without a request; any number of servers may.
 *
 * @returns what stops it and waits for the work under way.
 */
export function startJobs(given: JobContext): () => Promise<void> {
  const work = workWith(given)
  const { database, clock, log } = work
  const handlers = handlersOf(work)
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
