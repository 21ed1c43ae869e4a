import { type PostgresServer, withClient } from '../../test/harness/postgres-server.ts'

/**
 * Ends every process of a Postgres server at the same moment. Its children lead groups of their
 * own, so whoever only kills the group of the first lets statements under way still commit.
 */
export async function crashPostgres(server: PostgresServer): Promise<void> {
  const children = await findChildren(server)
  const killed = server.kill()
  for (const pid of children) killIfThere(pid)
  await killed
}

const findChildren = (server: PostgresServer): Promise<number[]> =>
  withClient(server.url(), async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
    )
    return rows.map((row) => row.pid)
  })

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
