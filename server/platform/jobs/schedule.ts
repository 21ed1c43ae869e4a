import type { FastifyBaseLogger } from 'fastify'

/** What is done again and again, with nobody asking for it. */
export interface ScheduledWork {
  readonly name: string
  readonly every_ms: number
  /** Long work looks at `stopping` from time to time. */
  readonly work: (stopping: AbortSignal) => Promise<unknown>
}

/**
 * Runs each piece of work at once and then again `every_ms` after it ended: it never overlaps
 * itself here, and work that fails is logged and comes round again.
 *
 * @returns what stops the schedule and waits for the work under way.
 */
export function startSchedule(
  schedule: readonly ScheduledWork[],
  log: FastifyBaseLogger,
): () => Promise<void> {
  const timers = new Map<string, NodeJS.Timeout>()
  const under_way = new Map<string, Promise<void>>()
  const stop = new AbortController()

  const run = async ({ name, work }: ScheduledWork) => {
    try {
      await work(stop.signal)
    } catch (error) {
      log.error({ err: error, job: name }, 'job failed')
    }
  }
  const begin = (one: ScheduledWork) => {
    const done = run(one).then(() => {
      if (!stop.signal.aborted)
        timers.set(
          one.name,
          setTimeout(() => begin(one), one.every_ms),
        )
    })
    under_way.set(one.name, done)
  }

  for (const one of schedule) begin(one)
  return async () => {
    stop.abort()
    for (const timer of timers.values()) clearTimeout(timer)
    await Promise.all(under_way.values())
  }
}
