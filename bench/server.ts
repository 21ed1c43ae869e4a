import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const START_MS_MAX = 60_000
export const BENCH_SECRET = 'a secret that only the bench uses, 32 characters'

export interface Server {
  readonly pid: number
  readonly port: number
  /** From its first moment to the first request that it would have answered. */
  readonly start_ms: number
  stop(): Promise<void>
}

/** The server as it is run, with its default settings but for the bounds of one guest; its log goes to a file. */
export const startIhome = (
  database_url: string,
  options: readonly string[] = [],
): Promise<Server> =>
  startServer(['../bin/ihome.mjs', 'serve', ...options], {
    DATABASE_URL: database_url,
    SESSION_SECRET: BENCH_SECRET,
    IHOME_CONNECTIONS_PER_ADDRESS: '10000',
    // Few guests book much and far ahead.
    IHOME_BOOKING_WINDOW_DAYS: '3650',
    IHOME_OPEN_ORDERS_MAX: '0',
    IHOME_HOURLY_ORDERS_MAX: '0',
    IHOME_HOURLY_HOUSE_ORDERS_MAX: '0',
    IHOME_OVERLAPPING_ORDERS_MAX: '0',
  })

/** What HTTP alone costs: a bare route that answers the same bytes. */
export const startBaseline = (): Promise<Server> => startServer(['./baseline.ts'], {})

/** A bare route that answers what the file holds, as this type. */
export const startBareRoute = (answer: { file: string; type: string }): Promise<Server> =>
  startServer(['./bare-route.ts'], { ANSWER: JSON.stringify(answer) })

/** The peer with an ORM, on the same database. */
export const startOrm = (database_url: string): Promise<Server> =>
  startServer(['./peers/orm/serve-orm.mjs'], {
    DATABASE_URL: database_url,
    SESSION_SECRET: BENCH_SECRET,
  })

async function startServer(
  [script = '', ...rest]: readonly string[],
  settings: Record<string, string>,
): Promise<Server> {
  const begin_ms = performance.now()
  const directory = mkdtempSync(join(tmpdir(), 'ihome-bench-'))
  const log = join(directory, 'log')
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(script, import.meta.url)), ...rest],
    {
      // Where no .env file can change a setting.
      cwd: directory,
      env: { PATH: process.env['PATH'], PORT: '0', IHOME_DATA_DIR: directory, ...settings },
      stdio: ['ignore', openSync(log, 'w'), 'inherit'],
    },
  )
  const stop = async () => {
    await end(child)
    rmSync(directory, { recursive: true, force: true })
  }
  process.once('exit', () => {
    child.kill('SIGKILL')
    rmSync(directory, { recursive: true, force: true })
  })
  try {
    const port = await readPort(log, child)
    return { pid: child.pid as number, port, start_ms: performance.now() - begin_ms, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function readPort(log: string, child: ChildProcess): Promise<number> {
  const until_ms = performance.now() + START_MS_MAX
  while (performance.now() < until_ms && child.exitCode === null) {
    const port = /is at http:\/\/127\.0\.0\.1:(\d+)/.exec(readFileSync(log, 'utf8'))?.[1]
    if (port !== undefined) return Number(port)
    await sleep(10)
  }
  throw new Error(`a server of the bench did not start: ${readFileSync(log, 'utf8')}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
