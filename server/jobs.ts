import type { FastifyBaseLogger } from 'fastify'
import { pruneIdempotencyKeys } from './orders/prune-keys.ts'
import { sweepOrders } from './orders/sweep-orders.ts'
import { pruneTries } from './passport/counted-tries.ts'
import { pruneSessions } from './passport/prune.ts'
import type { Clock } from './platform/clock.ts'
import { type Schedule, startSchedule } from './platform/schedule.ts'
import type { Database } from './schema.ts'

/** All that happens without a request. Each is safe on any number of servers at once. */
const SCHEDULE: readonly Schedule<Database>[] = [
  {
    name: 'sweep-orders',
    every_ms: 5_000,
    work: ({ kysely }, clock) => sweepOrders(kysely, clock),
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
]

export const startJobs = (database: Database, clock: Clock, log: FastifyBaseLogger) =>
  startSchedule(SCHEDULE, database, clock, log)
