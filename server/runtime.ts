import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyBaseLogger } from 'fastify'
import { createLog } from './log.ts'
import { type Clock, createClock } from './platform/database/clock.ts'
import { isUnavailable } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { openPostgres, REPLICA_TIMEOUTS } from './platform/database/postgres.ts'
import { createSharedTime, readDatabaseTime } from './platform/database/shared-time.ts'
import { keepCurrency } from './pricing/site-currency.ts'
import type { Database, Tables } from './schema.ts'
import { readSettings, type Settings } from './settings.ts'

export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))

/** What every command works with. */
export interface Runtime {
  readonly settings: Settings
  readonly database: Database
  /** Follows the database; where one is configured. */
  readonly replica: Database | undefined
  readonly clock: Clock
  readonly log: FastifyBaseLogger
}

/**
 * Reads the settings, opens the database and brings its schema up to date.
 *
 * @throws {WrongSetting} before anything is opened; {Error} when the database cannot be used.
 */
export async function openRuntime(): Promise<Runtime> {
  const settings = readSettings(process.env)
  createDataDirectory(settings.data_dir)
  const log = createLog(settings.log_level)
  const database = await openDatabase(settings, log)
  try {
    const ran = await migrate(database, MIGRATIONS)
    if (ran.length > 0) log.info({ ran }, 'migrated')
    await keepCurrency(database.kysely, settings.currency)
    const clock = createClock(settings.zone, await timeOf(database, log))
    const replica = await openReplica(settings, log)
    return { settings, database, replica, clock, log }
  } catch (error) {
    await database.close().catch(() => undefined)
    throw explained(error)
  }
}

/** All servers of a site go by the clock of its database. */
const timeOf = ({ kysely }: Database, log: FastifyBaseLogger) =>
  createSharedTime({
    read_ms: () => readDatabaseTime(kysely),
    elapsed_ms: () => performance.now(),
    report: (jumped_ms, believed) =>
      log.warn(
        { jumped_ms: Math.round(jumped_ms) },
        believed ? 'time goes on where the clock jumped to' : 'the clock jumped; time goes on',
      ),
  })

async function openDatabase(settings: Settings, log: FastifyBaseLogger): Promise<Database> {
  const report = (error: Error) => log.warn({ err: error }, 'a database connection broke')
  if (settings.database_url) return openPostgres(settings.database_url, report)
  const { openEmbedded } = await import('./platform/database/embedded-postgres.ts')
  return openEmbedded(settings.data_dir, report)
}

/** Wrong password, or no such database. */
const isAccessDenied = (error: unknown) =>
  /^(28|3D)/.test(String((error as { code?: unknown }).code))

export function createDataDirectory(data_dir: string): void {
  try {
    mkdirSync(data_dir, { recursive: true })
    accessSync(data_dir, constants.W_OK)
  } catch {
    throw new Error(
      `IHOME_DATA_DIR is "${data_dir}"; it must be a directory that can be written to`,
    )
  }
}

/** Not asked for anything yet: the site starts, and runs, without its replica. */
async function openReplica({ database_replica_url }: Settings, log: FastifyBaseLogger) {
  if (!database_replica_url) return undefined
  const report = (error: Error) => log.warn({ err: error }, 'a connection to the replica broke')
  return openPostgres<Tables>(database_replica_url, report, REPLICA_TIMEOUTS)
}

/** Says what to look at, where the database cannot be used at all. */
export const explained = (error: unknown): unknown =>
  isUnavailable(error) || isAccessDenied(error) ? unreachable(error) : error

const unreachable = (error: unknown) =>
  new Error(
    `the database of DATABASE_URL cannot be used (${(error as Error).message}); ` +
      'check that it runs and that host, port, user and password are right',
    { cause: error },
  )

/** The configured secret, or the one that is made once and kept beside the embedded database. */
export function sessionSecret({ session_secret, data_dir }: Settings): string {
  if (session_secret) return session_secret
  const file = join(data_dir, 'session-secret')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    const secret = randomBytes(32).toString('base64url')
    mkdirSync(data_dir, { recursive: true })
    // Whole or not at all: half a secret would be taken for one.
    writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return secret
  }
}
