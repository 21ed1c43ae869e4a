import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { createSessions } from '../../server/account/sessions.ts'
import { createClock } from '../../server/platform/database/clock.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Database, Tables } from '../../server/schema.ts'
import { addHouse, addPerson } from '../../test/harness/people.ts'
import { createDatabase } from '../../test/harness/postgres-server.ts'
import { untilDisconnected } from './backends.ts'
import type { Guest } from './journal.ts'
import { PROGRAMS, SESSION_SECRET, type ServerProcess, startServer } from './server-process.ts'

/** Servers in processes of their own before one database, and people who have logged in. */
export interface RaceSite {
  readonly database: Database
  readonly database_url: string
  readonly servers: readonly [ServerProcess, ServerProcess]
  readonly host: Guest
  readonly guests: readonly Guest[]
  /** Houses of the host, each free on every day. */
  addHouses(count: number): Promise<number[]>
  /** Ends all of it; throws if a server did not end well or left a connection behind. */
  close(): Promise<void>
}

export interface RaceSiteOptions {
  readonly guests: number
  readonly program?: readonly string[]
  /** An empty database; else one is made on the Postgres of this run. */
  readonly database_url?: string
}

export async function openRaceSite(options: RaceSiteOptions): Promise<RaceSite> {
  const database_url = options.database_url ?? (await createDatabaseUrl())
  const program = options.program ?? PROGRAMS.server
  // At once, as two machines would: one of them migrates while the other waits.
  const servers = await Promise.all([
    startServer({ program, database_url }),
    startServer({ program, database_url }),
  ])
  const database = openPostgres<Tables>(database_url)
  const [host, ...guests] = await addPeople(database, options.guests + 1)
  return {
    database,
    database_url,
    servers,
    host: host as Guest,
    guests,
    addHouses: (count) => addHouses(database, (host as Guest).id, count),
    async close() {
      await database.close()
      const stopped = await Promise.allSettled(servers.map((server) => server.stop()))
      for (const one of stopped) if (one.status === 'rejected') throw one.reason
      // A connection that outlives its server would keep its locks.
      await untilDisconnected(database_url, servers)
    },
  }
}

/**
 * People with a session each. Logging in takes as long as its password hash is made to take, so
 * the server's own code opens the sessions.
 */
export async function addPeople(database: Database, count: number): Promise<Guest[]> {
  const sessions = createSessions(database, createClock('Asia/Shanghai'), SESSION_SECRET)
  const people: Guest[] = []
  for (let made = 0; made < count; made += 1) {
    const { id } = await addPerson(database.kysely)
    people.push({
      id,
      cookie: `ihome_session=${await sessions.open(database.kysely, id, { device: '', place: '' })}`,
    })
  }
  return people
}

export async function addHouses(database: Database, host_id: number, count: number) {
  const houses: number[] = []
  while (houses.length < count)
    houses.push(await addHouse(database.kysely, host_id, { title: randomUUID() }))
  return houses
}

/** The address of a new, migrated database on the Postgres of this run. */
export async function createDatabaseUrl(): Promise<string> {
  const { server_url, template } = inject('postgres')
  const name = await createDatabase(server_url, template)
  return Object.assign(new URL(server_url), { pathname: `/${name}` }).href
}
