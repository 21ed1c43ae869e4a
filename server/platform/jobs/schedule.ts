import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../database/clock.ts'

export interface Schedule<Handle> {
  readonly name: string
  readonly every_ms: number
  /** Long work looks at `stopping` from time to time. */
  readonly work: (handle: Handle, clock: Clock, stopping: AbortSignal) => Promise<unknown>
}

/**
 * Runs each piece of work at once and then again `every_ms` after it ended: it never overlaps
 * itself here, and work that fails is logged and comes round again.
 *
 * @returns what stops the schedule and waits for the work under way.
 */
export function startSchedule<Handle>(
  schedules: readonly Schedule<Handle>[],
  handle: Handle,
  clock: Clock,
  log: FastifyBaseLogger,
): () => Promise<void> {
  const timers = new Map<string, NodeJS.Timeout>()
  const under_way = new Map<string, Promise<void>>()
  const stop = new AbortController()

  const turn = async (schedule: Schedule<Handle>) => {
    try {
      await schedule.work(handle, clock, stop.signal)
    } catch (error) {
      log.error({ err: error, job: schedule.name }, 'job failed')
    }
    if (!stop.signal.aborted)
      timers.set(
        schedule.name,
        setTimeout(() => begin(schedule), schedule.every_ms),
      )
  }
  const begin = (schedule: Schedule<Handle>) => void under_way.set(schedule.name, turn(schedule))

  for (const schedule of schedules) begin(schedule)
  return async () => {
    stop.abort()
    for (const timer of timers.values()) clearTimeout(timer)
    await Promise.all(under_way.values())
  }
}
