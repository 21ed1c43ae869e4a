import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { PersonalData } from './personal-data.ts'
import type { Check } from './platform/database/checks.ts'
import type { Clock } from './platform/database/clock.ts'
import type { Reads } from './platform/database/replica.ts'
import type { Bucket, Files } from './platform/files/files.ts'
import type { Pictures } from './platform/files/pictures.ts'
import type { Lifecycle } from './platform/http/lifecycle.ts'
import type { Metrics } from './platform/http/metrics.ts'
import type { JobSender } from './platform/jobs/job-queue.ts'
import type { JobHandler } from './platform/jobs/job-workers.ts'
import type { ScheduledWork } from './platform/jobs/schedule.ts'
import type { CountTries } from './platform/limits/tries.ts'
import type { SharedRedis } from './platform/redis/redis.ts'
import type { Database, Tables } from './schema.ts'

/** What every room has for work that no request waits for. */
export interface Background {
  readonly database: Database
  readonly clock: Clock
  readonly log: FastifyBaseLogger
  readonly session_secret: string
  /** What all amounts are counted in: ISO 4217. */
  readonly currency: string
}

/** What every room has for jobs and the schedule. */
export interface Working extends Background {
  /** Opened with the first use: few jobs touch files. */
  readonly openFiles: () => Promise<Files>
  /** What each room keeps of a person. */
  readonly personal: readonly PersonalData[]
}

/** What every room has for requests. */
export interface Platform extends Background {
  readonly public_url: URL | undefined
  /** Where files are kept; absent: in the data directory. */
  readonly bucket?: Bucket | undefined
  /** Reads that may be a moment old. */
  readonly reads: Reads<Tables>
  readonly tries: CountTries
  readonly jobs: JobSender<Tables>
  readonly files: Files
  readonly pictures: Pictures
  readonly lifecycle: Lifecycle
  readonly metrics: Metrics
  /** What servers share, by the name of their database; absent where there is no Redis. */
  readonly shared: { readonly redis: SharedRedis; readonly database_name: string } | undefined
}

/** What `ihome verify` proves of the data. */
export interface Verification {
  /** As it is called on the command line. */
  readonly subject: string
  readonly checks: readonly Check[]
  /** Lines that are printed whatever the checks find, as totals. */
  readonly describe: (database: Database) => Promise<readonly string[]>
  /** What is said where they find nothing. */
  readonly passed: string
}

/**
 * What a room offers. Each part says in its parameter what it needs: `Platform` or `Background`,
 * settings, and what other rooms provide; `rooms.ts` proves that all of it is there.
 */
export interface Room<
  ProvideContext = never,
  ServeContext = never,
  JobContext = never,
  ScheduleContext = never,
> {
  /** Makes what the room's own routes and those of others are served with. */
  readonly provide?: (given: ProvideContext) => object | Promise<object>
  readonly serve?: (app: FastifyInstance, site: ServeContext) => void | Promise<void>
  /** Gauges that are counted in the database: the same on every server. */
  readonly watch?: (metrics: Metrics, database: Database) => void
  /** How the jobs are done that requests and the schedule leave behind. */
  readonly jobs?: (work: JobContext) => readonly JobHandler[]
  /** What is done again and again; each is safe on any number of servers at once. */
  readonly schedule?: (work: ScheduleContext) => readonly ScheduledWork[]
  readonly verification?: Verification
  /** What it keeps of a person: how that is copied for them, and how it goes with their account. */
  readonly personal?: PersonalData
}
