import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { pino } from 'pino'
import { inject } from 'vitest'
import { erasePeople } from '../../server/account/deletion/erase-people.ts'
import { endExports, removeFiles } from '../../server/account/deletion/remove-files.ts'
import { type AppDeps, buildApp } from '../../server/app.ts'
import { importDueFeeds } from '../../server/availability/feeds/import-due-feeds.ts'
import { WIDEST_BOOKING_LIMITS } from '../../server/availability/settings.ts'
import { startJobs, workWith } from '../../server/jobs.ts'
import { logOptions } from '../../server/log.ts'
import { type Clock, createClock } from '../../server/platform/database/clock.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Database, Tables } from '../../server/schema.ts'
import { readSettings } from '../../server/settings.ts'
import { type Client, createClient } from './client.ts'
import { addHouse, addPerson, type HouseTraits, PASSWORD, type Person } from './people.ts'
import { createDatabase } from './postgres-server.ts'
import { runJobs } from './run-jobs.ts'

/** A person of the site and the browser they are logged in with. */
export type Member = Client & { readonly person: Person }

/** A clock that a test sets; it stands still until it does. */
export interface TestClock extends Clock {
  set(instant: Date | string): void
  advance(by: { readonly minutes?: number; readonly hours?: number; readonly days?: number }): void
}

/** A whole site: its own database, the app of production, a port on the loopback. */
export interface Site {
  readonly origin: string
  readonly app: FastifyInstance
  readonly database: Database
  readonly clock: TestClock
  /** What the app logged, one JSON object a line. */
  readonly logged: string[]
  visitor(): Client
  /** A registered person who has logged in. */
  join(name?: string): Promise<Member>
  house(host_id: number, traits?: HouseTraits): Promise<number>
  /** Does the jobs that requests left behind; on a site nothing is done unless asked. */
  work(): Promise<void>
  /** Fetches the calendars of other sites whose time has come. */
  importFeeds(): Promise<void>
  /** Erases those whose time has come, and removes the files that nothing shows any more. */
  tidy(): Promise<void>
  /** From now on it is all done as it comes, until the site is closed. */
  keepWorking(): void
  /** One more server on the same database and clock, with connections of its own. */
  another(overrides?: Partial<AppDeps>): Promise<Site>
  close(): Promise<void>
}

export const SESSION_SECRET = 'a secret that only tests use, 32 characters'

/** Noon in Beijing, 2026-12-01: where every clock starts. */
export const NOON = '2026-12-01T04:00:00Z'

export async function openSite(overrides: Partial<AppDeps> = {}, zone?: string): Promise<Site> {
  const database = overrides.database ?? (await openTestDatabase())
  return serveSite(database, createTestClock(NOON, zone), overrides, () => database.close())
}

async function serveSite(
  database: Database,
  clock: TestClock,
  overrides: Partial<AppDeps>,
  closeDatabase: () => Promise<void>,
): Promise<Site> {
  const data_dir = mkdtempSync(join(tmpdir(), 'ihome-site-'))
  const logged: string[] = []
  const deps: AppDeps = {
    ...readSettings({ IHOME_DATA_DIR: data_dir }),
    session_secret: SESSION_SECRET,
    // A test that is about the limits sets its own.
    bookings: WIDEST_BOOKING_LIMITS,
    clock,
    log: createTestLog(logged),
    ...overrides,
    database,
  }
  const { app } = await buildApp(deps)
  let stopJobs: (() => Promise<void>) | undefined
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return {
    origin,
    app,
    database,
    clock,
    logged,
    visitor: () => createClient(origin),
    async join(name) {
      const person = await addPerson(database.kysely, name)
      const client = createClient(origin)
      const { errcode } = await client.post('/sessions', {
        mobile: person.mobile,
        password: PASSWORD,
      })
      if (errcode !== '0') throw new Error(`could not log in: ${errcode}`)
      return { ...client, person }
    },
    house: (host_id, traits) => addHouse(database.kysely, host_id, traits),
    work: () => runJobs(deps),
    importFeeds: () => importDueFeeds(database.kysely, clock, deps.feeds),
    async tidy() {
      const { personal, openFiles } = workWith(deps)
      await erasePeople(database.kysely, clock, personal, new AbortController().signal)
      await endExports(database.kysely, clock)
      await removeFiles(database.kysely, openFiles)
    },
    keepWorking: () => {
      stopJobs ??= startJobs(deps)
    },
    async another(more = {}) {
      const same = more.database ?? (await openSameDatabase(database))
      return serveSite(same, clock, { ...overrides, ...more }, () => same.close())
    },
    async close() {
      await stopJobs?.()
      await app.close()
      await closeDatabase()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}

/** Lines as the production log makes them. */
export const createTestLog = (logged: string[], level = 'info') =>
  pino(logOptions(level), { write: (line: string) => void logged.push(line) })

/** A migrated, empty database. */
export async function openTestDatabase(): Promise<Database> {
  return openPostgres<Tables>(await createTestDatabaseUrl())
}

/** The same database for a second server, with connections of its own. */
async function openSameDatabase(database: Database): Promise<Database> {
  const { rows } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(
    database.kysely,
  )
  return openPostgres<Tables>(addressOf(String(rows[0]?.name)))
}

/** The database at `url` as a server that Postgres knows by this name. */
export function openNamed(url: string, application_name: string): Database {
  const named = new URL(url)
  named.searchParams.set('application_name', application_name)
  return openPostgres<Tables>(named.href)
}

/** The address of a migrated, empty database. */
export async function createTestDatabaseUrl(): Promise<string> {
  const { server_url, template } = inject('postgres')
  return addressOf(await createDatabase(server_url, template))
}

const addressOf = (name: string): string =>
  Object.assign(new URL(inject('postgres').server_url), { pathname: `/${name}` }).href

export function createTestClock(start: string, zone = 'Asia/Shanghai'): TestClock {
  let now = new Date(start)
  return {
    ...createClock(zone, () => now),
    set: (instant) => {
      now = new Date(instant)
    },
    advance: ({ minutes = 0, hours = 0, days = 0 }) => {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
    },
  }
}
