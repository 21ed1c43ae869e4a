import type { FastifyBaseLogger } from 'fastify'
import { jobHandlersOf } from '../jobs.ts'
import { createClock } from '../platform/database/clock.ts'
import { migrate, migrationsIn } from '../platform/database/migrate.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { openBoss } from '../platform/jobs/job-queue.ts'
import { MIGRATIONS } from '../runtime.ts'
import type { Database, Tables } from '../schema.ts'
import type { Settings } from '../settings.ts'
import { JOBS } from './database-shape.ts'
import { type Load, type Loaded, loadRows, refuseOccupied } from './load.ts'

interface Target {
  readonly url: string
  readonly settings: Settings
  readonly log: FastifyBaseLogger
  readonly secret: string
}

/**
 * Makes a site of an empty database: its tables as they were when the rows were written, the rows,
 * and then what later migrations make of both.
 *
 * @param migrations that the rows were written under
 * @throws {Error} that says what to do, where the database is not empty or the rows are of a later
 * version; nothing is in its tables then.
 */
export async function fillSite(
  { url, settings, log, secret }: Target,
  { migrations, ...load }: Load & { readonly migrations: readonly string[] },
): Promise<Loaded> {
  refuseLater(migrations)
  await refuseOccupied(url, migrations)
  const database = openPostgres<Tables>(url, (error) =>
    log.warn({ err: error }, 'a database connection broke'),
  )
  try {
    await migrate(database, MIGRATIONS, migrations)
    if (load.tables.some(({ name }) => name === JOBS))
      await makeQueues(database, settings, log, secret)
    const loaded = await loadRows(url, load)
    await migrate(database, MIGRATIONS)
    return loaded
  } finally {
    await database.close()
  }
}

function refuseLater(migrations: readonly string[]): void {
  const known = migrationsIn(MIGRATIONS)
  const later = migrations.filter((name) => !known.includes(name))
  if (later.length === 0) return
  throw new Error(`it is of a later version of ihome (it has ${later.join(', ')}); update ihome`)
}

/** The queue's library makes its own tables; jobs that are owed then find their queues. */
async function makeQueues(
  database: Database,
  settings: Settings,
  log: FastifyBaseLogger,
  session_secret: string,
): Promise<void> {
  const work = { ...settings, database, log, session_secret, clock: createClock(settings.zone) }
  const report = (error: Error) => log.warn({ err: error }, 'the job queue has trouble')
  const kinds = jobHandlersOf(work).map(({ kind }) => kind)
  const boss = await openBoss(database, kinds, report, { supervise: false })
  await boss.stop({ graceful: false })
}
