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
  restart(): Promise<void>
  /** Stops using it; the last process to leave stops it. */
  leave(): Promise<void>
}

/**
 * The Postgres on the files below `directory`. Whichever process comes first starts it.
 *
 * Each process that uses it holds a shared lock, which the operating system releases when the
 * process is killed. Where that was the last one, Postgres keeps running for the next process.
 */
export async function joinPostgres(directory: string): Promise<SharedPostgres> {
  mkdirSync(directory, { recursive: true })
  const cluster = openCluster(directory)
  const socket = openSocket(cluster.data)
  const start_lock = await openFileLock(join(directory, 'database-turn.lock'))
  const users_lock = await openFileLock(join(directory, 'database-users.lock'))

  const start = async () => {
    const release = await start_lock.wait('exclusive', START_MS_MAX)
    try {
      await startPostgres(cluster, socket)
      return await users_lock.wait('shared', START_MS_MAX)
    } finally {
      release()
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
    const last = users_lock.take('exclusive')
    if (last) cluster.interrupt()
    last?.()
    return last !== undefined
  }

  // A process that ends before it could leave; one that starts it just now keeps it.
  const leaveAtOnce = () => {
    const release = start_lock.take('exclusive')
    if (release) interruptIfLast()
  }
  process.once('exit', leaveAtOnce)

  return {
    url: socket.url(DATABASE),
    restart: async () => (await start())(),
    async leave() {
      process.off('exit', leaveAtOnce)
      const release = await start_lock.wait('exclusive', START_MS_MAX)
      try {
        if (interruptIfLast()) await cluster.untilStopped()
      } finally {
        release()
      }
    },
  }
}
