import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot } from './postgres-binaries.ts'

/** Postgres writes its process id there, and removes it when it ends well. */
export const PID_FILE = 'postmaster.pid'
const LEFT_BY_A_CRASH = ['.s.PGSQL.5432.lock', '.s.PGSQL.5432', PID_FILE]

/** The process id of the Postgres that runs on the files in `data`. */
export function findPostmaster(data: string): number | undefined {
  const pid = readPid(data)
  return pid !== undefined && runsIn(data, pid) ? pid : undefined
}

/**
 * Removes what a Postgres that was killed has left. After a crash, ids are given out again, and
 * Postgres takes whichever process has the id of its predecessor for that one.
 */
export function clearStale(data: string): void {
  if (readPid(data) === undefined || findPostmaster(data) !== undefined) return
  for (const file of LEFT_BY_A_CRASH) rmSync(join(data, file), { force: true })
}

/** @throws {Error} when the files are another user's, whom Postgres would have to run as. */
export function refuseOtherOwner(data: string): void {
  const { uid } = statSync(data)
  if (isRoot() || uid === process.getuid?.()) return
  throw new Error(
    `${data} belongs to another user (${uid}): start ihome as that user or as root, ` +
      'or set IHOME_DATA_DIR to another directory',
  )
}

function readPid(data: string): number | undefined {
  const file = join(data, PID_FILE)
  if (!existsSync(file)) return undefined
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  return pid > 0 ? pid : undefined
}

/** A Postgres works in the directory of its files, and a process that has its id does not. */
function runsIn(data: string, pid: number): boolean {
  const directory = realpathSync(data)
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout.includes(directory)
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory
  } catch {
    return false
  }
}
