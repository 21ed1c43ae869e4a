import type { TestProject } from 'vitest/node'
import { migrate } from '../../server/platform/database/migrate.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import { MIGRATIONS } from '../../server/runtime.ts'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the Postgres of this run; `template` names a migrated database in it. */
    postgres: { server_url: string; template: string }
  }
}

/** One Postgres for the whole run, with a migrated database that every test file copies. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ durable: false })
  const template = await server.createDatabase()
  const database = openPostgres(server.url(template))
  await migrate(database, MIGRATIONS)
  await database.close()
  project.provide('postgres', { server_url: server.url(), template })
  return () => server.stop()
}
