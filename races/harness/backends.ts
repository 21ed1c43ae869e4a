import { withClient } from '../../test/harness/postgres-server.ts'
import { until } from '../../test/harness/until.ts'
import type { ServerProcess } from './server-process.ts'

const GONE_MS_MAX = 15_000
const DONE_MS_MAX = 15_000

/**
 * Waits until Postgres has no connection of these servers left: whatever they had sent off before
 * they died is committed by then, or rolled back.
 */
export const untilDisconnected = (database_url: string, servers: readonly ServerProcess[]) =>
  withClient(database_url, (client) =>
    until('the connections of a dead server are gone', GONE_MS_MAX, async () => {
      const { rowCount } = await client.query(BACKENDS_OF, [namesOf(servers)])
      return rowCount === 0
    }),
  )

/** Waits until what these connections were at is committed, and its answer sent. */
export const untilDone = (database_url: string, pids: readonly number[]) =>
  withClient(database_url, (client) =>
    until('the statements are done', DONE_MS_MAX, async () => {
      const { rowCount } = await client.query(
        `SELECT FROM pg_stat_activity WHERE pid = ANY ($1) AND state = 'active'`,
        [pids],
      )
      return rowCount === 0
    }),
  )

/** Breaks every statement of these servers off, as when the machine of Postgres takes them along. */
export const breakOff = (database_url: string, servers: readonly ServerProcess[]) =>
  withClient(database_url, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ANY ($1)`,
      [namesOf(servers)],
    ),
  )

const BACKENDS_OF = 'SELECT pid FROM pg_stat_activity WHERE application_name = ANY ($1)'

const namesOf = (servers: readonly ServerProcess[]) =>
  servers.map(({ application_name }) => application_name)
