import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

/**
 * Takes a directory for this process alone; returns what gives it back.
 *
 * The lock is the operating system's own, which an exclusive SQLite transaction holds on a file:
 * it ends with the process, however that ends, so a crash leaves no stale lock to clear.
 *
 * @throws {Error} when another process holds it.
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  mkdirSync(directory, { recursive: true })
  const { DatabaseSync: Database } = await import('node:sqlite')
  const file: DatabaseSync = new Database(join(directory, 'in-use.lock'), { timeout: 0 })
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch {
    file.close()
    throw new Error(
      `the data directory ${directory} is in use by another ihome process; ` +
        'stop that one, set IHOME_DATA_DIR to another directory, or use DATABASE_URL',
    )
  }
  return () => file.close()
}
