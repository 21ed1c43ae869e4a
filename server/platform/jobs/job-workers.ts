import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss'
import type { Static, TObject } from 'typebox'
import { Value } from 'typebox/value'
import type { Database } from '../database/database.ts'
import { type JobKind, openBoss } from './job-queue.ts'

const LOOK_EVERY_S = 1
const BATCH_JOBS_MAX = 10
const SUPERVISE_EVERY_S = 10
const CLEAN_EVERY_S = 300
const OPEN_AGAIN_MS = 2_000
/** Less than a process is given to stop, so that jobs given up here are not lost with it. */
const STOP_MS_MAX = 7_000

/** Thrown by a job that would fail however often it was tried. The message tells no person's data. */
export class UnrecoverableJobError extends Error {
  override readonly name: string = 'UnrecoverableJobError'
}

/** How jobs of one kind are done. */
export interface JobHandler<Payload extends TObject = TObject> {
  readonly kind: JobKind<Payload>
  /** Done when it resolves; tried again when it throws, and given up at an `UnrecoverableJobError`. */
  readonly work: (payload: Static<Payload>, job_id: string) => Promise<void>
}

/** Keeps the payload's type between a kind and its work. */
export const defineJobHandler = <Payload extends TObject>(
  kind: JobKind<Payload>,
  work: JobHandler<Payload>['work'],
): JobHandler => ({ kind, work: work as JobHandler['work'] })

/**
 * Does jobs until stopped. Opens the queue in the background, as soon as there is a database.
 *
 * Every job is done at least once: a server that dies between a job's effect and the row that
 * says so leaves it to be done again, so the work itself must know what it has already done.
 *
 * @returns what stops it and waits for the jobs under way.
 */
export function startJobWorkers<Tables>(
  database: Database<Tables>,
  handlers: readonly JobHandler[],
  log: FastifyBaseLogger,
): () => Promise<void> {
  const stopping = new AbortController()
  const report = (error: Error) => log.warn({ err: error }, 'the job queue has trouble')
  const kinds = handlers.map(({ kind }) => kind)

  const open = async () => {
    while (!stopping.signal.aborted) {
      try {
        const boss = await openBoss(database, kinds, report, {
          superviseIntervalSeconds: SUPERVISE_EVERY_S,
          monitorIntervalSeconds: SUPERVISE_EVERY_S,
          maintenanceIntervalSeconds: CLEAN_EVERY_S,
        })
        for (const work of handlers) await startWorker(boss, work, log)
        return boss
      } catch (error) {
        report(error as Error)
        await sleep(OPEN_AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
    return undefined
  }
  const opened = open()

  return async () => {
    stopping.abort()
    const boss = await opened
    await boss?.stop({ graceful: true, timeout: STOP_MS_MAX })
  }
}

const startWorker = (boss: PgBoss, work: JobHandler, log: FastifyBaseLogger) =>
  boss.work(
    work.kind.name,
    {
      pollingIntervalSeconds: LOOK_EVERY_S,
      batchSize: BATCH_JOBS_MAX,
      burstWhenBatchFull: true,
      includeMetadata: true,
      perJobResults: true,
    },
    (jobs: JobWithMetadata<unknown>[]) => Promise.all(jobs.map((job) => doJob(work, job, log))),
  )

async function doJob(
  { kind, work }: JobHandler,
  job: JobWithMetadata<unknown>,
  log: FastifyBaseLogger,
): Promise<JobResult> {
  const { id } = job
  try {
    if (!Value.Check(kind.payload, job.data))
      throw new UnrecoverableJobError('the payload is not valid')
    await work(job.data, id)
    return { id, status: 'completed' }
  } catch (error) {
    const dead = error instanceof UnrecoverableJobError || job.retryCount >= job.retryLimit
    const told = { err: error, job: kind.name, job_id: id, tries: job.retryCount + 1 }
    if (dead) log.error(told, 'job given up; it is kept as a dead letter')
    else log.warn(told, 'job failed; it will be tried again')
    return { id, status: dead ? 'deadletter' : 'failed', output: { reason: reasonOf(error) } }
  }
}

const reasonOf = (error: unknown) => {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return String(code ?? name)
}
