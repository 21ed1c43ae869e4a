import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openFileLock } from './file-lock.ts'
import { openCluster } from './postgres-cluster.ts'
import { openSocket } from './postgres-socket.ts'
import { DATABASE, START_MS_MAX, startPostgres } from './start-postgres.ts'

/** A Postgres that this process uses, as others may. */
export interface SharedPostgres {
  readonly url: string
  /** Starts it again, if nobody else has, when it was killed. */
  revive(): Promise<void>
  /** Gives it up; the last one to do so ends it. */
  leave(): Promise<void>
}

/**
 * The Postgres on the files below `directory`. Whichever process comes first starts it.
 *
 * Who uses it is counted by a lock that all of them share, so that the operating system strikes
 * off whoever is killed. When that was the last one, Postgres goes on, for whoever comes next.
 */
export async function joinPostgres(directory: string): Promise<SharedPostgres> {
  mkdirSync(directory, { recursive: true })
  const cluster = openCluster(directory)
  const socket = openSocket(cluster.data)
  const turn = await openFileLock(join(directory, 'database-turn.lock'))
  const users = await openFileLock(join(directory, 'database-users.lock'))

  const start = async () => {
    const pass = await turn.wait('alone', START_MS_MAX)
    try {
      await startPostgres(cluster, socket)
      return await users.wait('shared', START_MS_MAX)
    } finally {
      pass()
    }
  }

  const unlock = await start().catch((error) => {
    socket.close()
    throw error
  })

  /** Returns whether nobody is left to use it. */
  const interruptIfLast = () => {
    unlock()
    socket.close()
    const last = users.take('alone')
    if (last) cluster.interrupt()
    last?.()
    return last !== undefined
  }

  // A process that ends before it could leave; one that starts it just now keeps it.
  const leaveAtOnce = () => {
    const pass = turn.take('alone')
    if (pass) interruptIfLast()
  }
  process.once('exit', leaveAtOnce)

  return {
    url: socket.url(DATABASE),
    revive: async () => (await start())(),
    async leave() {
      process.off('exit', leaveAtOnce)
      const pass = await turn.wait('alone', START_MS_MAX)
      try {
        if (interruptIfLast()) await cluster.untilStopped()
      } finally {
        pass()
      }
    },
  }
}
