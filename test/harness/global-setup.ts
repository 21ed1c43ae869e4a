import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createPglite, wrapPglite } from '../../server/platform/database/embedded.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import { MIGRATIONS } from '../../server/runtime.ts'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    engine: 'embedded' | 'postgres'
    /** Address of a real Postgres; `template` names a migrated database in it. */
    postgres: { server_url: string; template: string }
    /** File with an embedded database as the migrations leave it. */
    snapshot: string
  }
}

/** Migrates one database per engine; every test file then starts from a copy. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (project.config.provide.engine === 'embedded') return setUpEmbedded(project)
  return setUpPostgres(project)
}

async function setUpPostgres(project: TestProject) {
  const server = await startPostgres()
  const template = await server.createDatabase()
  const database = openPostgres(server.url(template))
  await migrate(database, MIGRATIONS)
  await database.close()
  project.provide('postgres', { server_url: server.url(), template })
  return () => server.stop()
}

async function setUpEmbedded(project: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'ihome-snapshot-'))
  const snapshot = join(directory, 'migrated.tar')
  const pglite = await createPglite({})
  const database = wrapPglite(pglite)
  await migrate(database, MIGRATIONS)
  const dump = await pglite.dumpDataDir('none')
  writeFileSync(snapshot, Buffer.from(await dump.arrayBuffer()))
  await database.close()
  project.provide('snapshot', snapshot)
  return async () => rmSync(directory, { recursive: true, force: true })
}
