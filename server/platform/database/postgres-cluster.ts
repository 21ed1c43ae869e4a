import { type ChildProcess, execFile, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findBinaries, isRoot, type PostgresUser, userFor } from './postgres-binaries.ts'
import { clearStale, findPostmaster, PID_FILE, refuseOtherOwner } from './postmaster-pid.ts'

/** Text is compared by code points and nothing of it depends on the machine. */
export const INITDB_OPTIONS = [
  ...['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-instructions'],
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
]

/**
 * For a machine with little memory and few people; what an acknowledged order needs, fsync above
 * all, stays as it is by default. Given at each start, so that an update of ihome brings its own.
 */
const SETTINGS = {
  listen_addresses: '',
  // The data directory, which it makes its own: so no path is too long for a socket.
  unix_socket_directories: '.',
  max_connections: '50',
  shared_buffers: '32MB',
  work_mem: '4MB',
  maintenance_work_mem: '16MB',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  wal_buffers: '1MB',
  jit: 'off',
  // No processes that wait for work that never comes.
  io_method: 'sync',
  max_worker_processes: '2',
  max_parallel_workers: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  autovacuum_worker_slots: '1',
  // Refused statements are the application's to tell of.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  TimeZone: 'UTC',
}

const STOP_MS_MAX = 8_000
const LOOK_AGAIN_MS = 25
const LOG_TAIL_CHARACTERS = 2_000

/** The files of one Postgres. What may be done to them only one process does at a time. */
export interface Cluster {
  /** Where they are; its socket, too. */
  readonly data: string
  /** Makes them if they are not there, all or none. */
  create(): Promise<void>
  /** Begins a Postgres on them; it outlives us unless it is stopped. */
  spawn(): ChildProcess
  /** Tells it to stop, whoever has started it; does not wait. */
  interrupt(): void
  /** Waits until it has. */
  untilStopped(): Promise<void>
  /** The end of what it wrote to its log. */
  logTail(): string
}

/** Below `directory`: `database`, and `database.log`. */
export function openCluster(directory: string): Cluster {
  const data = join(directory, 'database')
  const log = join(directory, 'database.log')
  const user = userFor(data)

  return {
    data,
    interrupt() {
      const pid = findPostmaster(data)
      if (pid !== undefined) process.kill(pid, 'SIGINT')
    },
    create: () => createCluster(directory, data, user),
    spawn() {
      refuseOtherOwner(data)
      clearStale(data)
      return spawnPostgres(data, log, user)
    },
    async untilStopped() {
      const until_ms = performance.now() + STOP_MS_MAX
      // It removes the file at its end. Its id may stay known, where nobody buries orphans.
      while (existsSync(join(data, PID_FILE)) && performance.now() < until_ms)
        await sleep(LOOK_AGAIN_MS)
    },
    logTail: () => (existsSync(log) ? readFileSync(log, 'utf8').slice(-LOG_TAIL_CHARACTERS) : ''),
  }
}

async function createCluster(directory: string, data: string, user: PostgresUser) {
  if (existsSync(data)) return
  const unfinished = 'database-new-'
  for (const name of readdirSync(directory))
    if (name.startsWith(unfinished)) rmSync(join(directory, name), { recursive: true, force: true })
  const made = mkdtempSync(join(directory, unfinished))
  if (user.uid !== undefined) chownSync(made, user.uid, user.gid ?? user.uid)
  const initdb = join(findBinaries(user), 'initdb')
  const options = ['-D', pathFor(made), ...INITDB_OPTIONS]
  await promisify(execFile)(initdb, options, { ...user, cwd: made, env: ENVIRONMENT })
  renameSync(made, data)
}

function spawnPostgres(data: string, log: string, user: PostgresUser): ChildProcess {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(log, 'a')
  const child = spawn(
    join(findBinaries(user), 'postgres'),
    ['-D', pathFor(data), ...settings],
    // Detached: an interrupt from the terminal is not for it, and others may still need it.
    { ...user, cwd: data, env: ENVIRONMENT, detached: true, stdio: ['ignore', output, output] },
  )
  closeSync(output)
  // Whoever waits for it sees that it has no id.
  child.once('error', () => undefined)
  child.unref()
  return child
}

/** Nothing of the environment is Postgres's business: neither secrets nor `PGDATA`. */
const ENVIRONMENT = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }

/**
 * The path of a directory that the program starts in. A user that root has chosen may not walk
 * there, but where it is already it may stay.
 */
const pathFor = (directory: string) =>
  isRoot() && process.platform === 'linux' ? '/proc/self/cwd' : realpathSync(directory)
