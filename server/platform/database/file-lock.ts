import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

const SQLITE_BUSY = 5
const TRY_AGAIN_MS = 25

/** Gives a lock back. */
export type Unlock = () => void
/** `exclusive`: nobody else has the lock in either mode. `shared`: nobody has it exclusively. */
type LockMode = 'exclusive' | 'shared'

const BEGIN: Record<LockMode, string> = {
  exclusive: 'BEGIN EXCLUSIVE',
  // The transaction takes its lock at its first read.
  shared: 'BEGIN; SELECT count(*) FROM sqlite_schema',
}

export interface FileLock {
  /** undefined: somebody else has it. */
  take(mode: LockMode): Unlock | undefined
  /** @throws {Error} when it is not to be had within `wait_ms_max`. */
  wait(mode: LockMode, wait_ms_max: number): Promise<Unlock>
}

/**
 * A lock between processes, on a file that is made if it is not there.
 *
 * It is the operating system's own, which a SQLite transaction holds on the file: it ends with the
 * process, however that ends, so a crash leaves no stale lock to clear.
 */
export async function openFileLock(path: string): Promise<FileLock> {
  const sqlite = await import('node:sqlite')

  const take = (mode: LockMode) => {
    const file: DatabaseSync = new sqlite.DatabaseSync(path, { timeout: 0 })
    try {
      file.exec(BEGIN[mode])
      return () => file.close()
    } catch (error) {
      file.close()
      if ((error as { errcode?: unknown }).errcode === SQLITE_BUSY) return undefined
      throw new Error(`${path} cannot be locked: ${(error as Error).message}`, { cause: error })
    }
  }

  return {
    take,
    async wait(mode, wait_ms_max) {
      const until_ms = performance.now() + wait_ms_max
      for (;;) {
        const unlock = take(mode)
        if (unlock) return unlock
        if (performance.now() > until_ms)
          throw new Error(`${path} is locked by another ihome process`)
        await sleep(TRY_AGAIN_MS)
      }
    },
  }
}
