import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.ts'
import { openPostgres } from './postgres.ts'
import { joinPostgres } from './shared-postgres.ts'

const TRY_AGAIN_MS = 1_000

/**
 * The database on the Postgres that ihome runs by itself, on files in `directory`. When that one
 * is killed, it is started again.
 *
 * @throws {Error} where it cannot run.
 */
export async function openEmbedded<Tables>(
  directory: string,
  report: (error: Error) => void = () => undefined,
): Promise<Database<Tables>> {
  const postgres = await joinPostgres(directory)
  let closed = false
  let reviving = false

  const restart = async () => {
    if (reviving) return
    reviving = true
    while (!closed) {
      try {
        await postgres.restart()
        break
      } catch (error) {
        report(error as Error)
        await sleep(TRY_AGAIN_MS, undefined, { ref: false })
      }
    }
    reviving = false
  }

  const database = openPostgres<Tables>(postgres.url, (error) => {
    report(error)
    void restart()
  })
  return {
    ...database,
    async close() {
      closed = true
      await database.close()
      await postgres.leave()
    },
  }
}
