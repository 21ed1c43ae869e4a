import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { Storage } from '../backup/storage.ts'
import { findPeople } from '../demo/find-people.ts'
import { runChecks } from '../platform/database/checks.ts'
import { planMigrations, unknownMigrations } from '../platform/database/migration-plan.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { FILES_PREFIX } from '../platform/files/files.ts'
import { ROOMS } from '../rooms.ts'
import { MIGRATIONS } from '../runtime.ts'
import type { Database, Db, Tables } from '../schema.ts'
import type { Settings } from '../settings.ts'
import { reasonOf } from './doctor-settings.ts'
import { type Finding, found } from './doctor-words.ts'

const POSTGRES_MIN = 15
/** What is signed more than five minutes off is refused by payment providers. */
const CLOCK_S_MAX = 30
const JOBS_MINUTES_MAX = 5

/** The database, and what is in it, as it is: nothing is brought up to date. */
export async function lookAtDatabase({ url, settings }: Storage): Promise<Finding[]> {
  const database = openPostgres<Tables>(url)
  try {
    const engine = await lookAtEngine(database.kysely, settings)
    const schema = await lookAtSchema(database.kysely)
    const state = schema.mark === 'ok' ? await lookAtState(database, settings) : []
    return [...engine, schema, ...state]
  } catch (error) {
    return [found('bad', 'database_away', reasonOf(error))]
  } finally {
    await database.close()
  }
}

async function lookAtEngine(db: Db, { database_url }: Settings): Promise<Finding[]> {
  const asked_ms = Date.now()
  const { rows } = await sql<{ version: string; now_ms: number }>`
    SELECT current_setting('server_version') AS version,
      (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_ms`.execute(db)
  const { version = '', now_ms = 0 } = rows[0] ?? {}
  const middle_ms = (asked_ms + Date.now()) / 2
  const off_s = Math.round(Math.abs(now_ms - middle_ms) / 1_000)
  return [engineOf(version, database_url), clockOf(off_s)]
}

function engineOf(version: string, database_url: string | undefined): Finding {
  const number = version.split(' ')[0] ?? version
  if (Number.parseInt(version, 10) < POSTGRES_MIN) return found('bad', 'database_old', number)
  return database_url
    ? found('ok', 'database_answers', number)
    : found('note', 'database_embedded', number)
}

const clockOf = (off_s: number): Finding =>
  off_s > CLOCK_S_MAX ? found('bad', 'clock_off', off_s) : found('ok', 'clock_right')

async function lookAtSchema(db: Db): Promise<Finding> {
  const newer = await unknownMigrations(db, MIGRATIONS)
  if (newer.length > 0) return found('bad', 'schema_newer', newer.join(', '))
  const plan = await planMigrations(db, MIGRATIONS)
  return plan.length > 0
    ? found('note', 'schema_older', plan.length)
    : found('ok', 'schema_current')
}

async function lookAtState(database: Database, settings: Settings): Promise<Finding[]> {
  const { kysely: db } = database
  return [
    ...(await lookAtSite(db, settings)),
    ...(await lookAtJobs(db)),
    ...(await lookAtRefunds(db)),
    ...(await proveAll(database)),
  ]
}

async function lookAtSite(db: Db, { currency }: Settings): Promise<Finding[]> {
  const kept = await db.selectFrom('site_currency').select('currency').executeTakeFirst()
  const area = await db.selectFrom('areas').select('id').limit(1).executeTakeFirst()
  const people = await findPeople(db)
  return [
    ...(kept && kept.currency !== currency
      ? [found('bad', 'currency_other', currency, kept.currency)]
      : []),
    ...(area ? [] : [found('bad', 'areas_none')]),
    ...(people === 'demo' ? [found('bad', 'demo_people')] : []),
  ]
}

async function lookAtJobs(db: Db): Promise<Finding[]> {
  const made = await sql<{ made: boolean }>`
    SELECT to_regclass('pgboss.job') IS NOT NULL AS made`.execute(db)
  if (!made.rows[0]?.made) return []
  const { rows } = await sql<{ dead: number; minutes: number }>`
    SELECT count(*) FILTER (WHERE name LIKE '%-dead')::int AS dead,
      coalesce(max(extract(epoch FROM now() - start_after)) FILTER (
        WHERE name NOT LIKE '%-dead' AND state IN ('created', 'retry')), 0)::float8 / 60 AS minutes
    FROM pgboss.job WHERE state < 'completed'`.execute(db)
  const { dead = 0, minutes = 0 } = rows[0] ?? {}
  const late = Math.floor(minutes)
  return [
    late > JOBS_MINUTES_MAX ? found('bad', 'jobs_waiting', late) : found('ok', 'jobs_done'),
    ...(dead > 0 ? [found('note', 'jobs_dead', dead)] : []),
  ]
}

async function lookAtRefunds(db: Db): Promise<Finding[]> {
  const refused = await db
    .selectFrom('refunds')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'refused')
    .executeTakeFirstOrThrow()
  return refused.count > 0 ? [found('note', 'refunds_refused', refused.count)] : []
}

/** What `ihome verify` proves, of all that it knows. */
async function proveAll(database: Database): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { verification } of ROOMS) {
    if (!verification) continue
    const { subject, checks } = verification
    const troubles = (await runChecks(database, checks)).length
    findings.push(
      troubles > 0
        ? found('bad', 'check_failed', subject, troubles)
        : found('ok', 'check_passed', subject),
    )
  }
  return findings
}

/** Keeps a small file where pictures are kept, reads it, and removes it. */
export async function lookAtFiles({ files }: Storage): Promise<Finding> {
  const name = `doctor/${randomBytes(8).toString('hex')}.txt`
  const bytes = Buffer.from('ihome doctor')
  try {
    await files.restore({ name, bytes })
    const content = await files.read(name)
    const read = content && (await buffer(content))
    await files.remove([FILES_PREFIX + name])
    return read?.equals(bytes) ? found('ok', 'files_kept') : found('bad', 'files_fail', name)
  } catch (error) {
    return found('bad', 'files_fail', reasonOf(error))
  }
}
