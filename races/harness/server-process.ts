import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cancelCleanUp, cleanUpLater } from '../../test/harness/clean-up.ts'
import { until } from '../../test/harness/until.ts'

const START_MS_MAX = 90_000
const STOP_MS_MAX = 15_000
const READY_MS_MAX = 20_000
const ADDRESS = /^ihome is at (http:\S+)$/m

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const SESSION_SECRET = 'a secret that only races use, 32 characters'

/** What is run: arguments of Node. */
export const PROGRAMS = {
  server: [fileOf('bin/ihome.mjs'), 'serve', '--no-jobs'],
  server_with_jobs: [fileOf('bin/ihome.mjs'), 'serve'],
  naive_server: [fileOf('races/naive-server.ts')],
} as const

/** A server of its own process, as an operator runs it. */
export interface ServerProcess {
  /** The same after every start. */
  readonly origin: string
  readonly pid: number
  /** What Postgres calls its connections, after every start. */
  readonly application_name: string
  /** How it ended; undefined while it runs. */
  ended(): string | undefined
  /** All that it wrote. */
  output(): string
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Stops it where it stands; the kernel goes on taking connections and requests for it. */
  pause(): void
  /** Lets it go on after `pause`. */
  resume(): void
  /** Starts it again, on the same port and the same directory. */
  start(): Promise<void>
  /** Waits until it answers that it has a database. */
  untilReady(): Promise<void>
  /** Ends it as an operator does; throws if it did not end well. */
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly program: readonly string[]
  /** Absent: the embedded database in `data_dir`. */
  readonly database_url?: string
  /** Absent: a directory of its own, removed when the server is stopped. */
  readonly data_dir?: string
}

/** Starts a program that serves on a free port, and waits until it says where. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const data_dir = options.data_dir ?? mkdtempSync(join(tmpdir(), 'ihome-race-'))
  const application_name = `ihome race ${randomUUID()}`
  let child: ChildProcess
  let written = ''
  let origin = ''

  const start = async () => {
    const port = origin === '' ? '0' : new URL(origin).port
    child = spawnServer(named(options, application_name), data_dir, port)
    const { pid } = child
    if (!pid) throw new Error('a server could not be started')
    cleanUpLater(pid)
    child.once('exit', () => cancelCleanUp(pid))
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        written += text
      })
    await until('the server starts', START_MS_MAX, () => {
      if (howEnded(child)) throw new Error(`the server ended at its start: ${said}`)
      return ADDRESS.test(said)
    })
    origin = said.match(ADDRESS)?.[1] as string
  }

  const end = async (signal: NodeJS.Signals) => {
    if (howEnded(child)) return
    child.kill(signal)
    // A race that failed may have left it paused, and then it hears no signal.
    child.kill('SIGCONT')
    await once(child, 'close', { signal: AbortSignal.timeout(STOP_MS_MAX) })
  }

  if (!options.data_dir) cleanUpLater(data_dir)
  await start()

  return {
    origin,
    get pid() {
      return child.pid as number
    },
    application_name,
    ended: () => howEnded(child),
    output: () => written,
    kill: () => end('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    start,
    untilReady: () =>
      until('the server is ready', READY_MS_MAX, () => {
        if (howEnded(child)) throw new Error(`the server ended: ${written}`)
        return isReady(origin)
      }),
    async stop() {
      await end('SIGTERM')
      if (!options.data_dir) removeDirectory(data_dir)
      const how = howEnded(child)
      if (how !== 'code 0') throw new Error(`a server ended with ${how}: ${written}`)
    },
  }
}

/** The same options with a database address under which Postgres knows the server. */
function named(options: ServerOptions, application_name: string): ServerOptions {
  if (!options.database_url) return options
  const url = new URL(options.database_url)
  url.searchParams.set('application_name', application_name)
  return { ...options, database_url: url.href }
}

function removeDirectory(path: string): void {
  rmSync(path, { recursive: true, force: true })
  cancelCleanUp(path)
}

/** Only what is set here reaches the server, and it runs where no file `.env` can add to it. */
function spawnServer({ program, database_url }: ServerOptions, data_dir: string, PORT: string) {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PORT,
    SESSION_SECRET,
    // Few guests book much and far ahead.
    IHOME_BOOKING_WINDOW_DAYS: '3650',
    IHOME_OPEN_ORDERS_MAX: '0',
    IHOME_HOURLY_ORDERS_MAX: '0',
    IHOME_HOURLY_HOUSE_ORDERS_MAX: '0',
    IHOME_OVERLAPPING_ORDERS_MAX: '0',
    LOG_LEVEL: 'warn',
    IHOME_DATA_DIR: data_dir,
    ...(database_url && { DATABASE_URL: database_url }),
  }
  return spawn(process.execPath, program, {
    env,
    cwd: data_dir,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function howEnded({ exitCode, signalCode }: ChildProcess): string | undefined {
  if (signalCode !== null) return `signal ${signalCode}`
  return exitCode === null ? undefined : `code ${exitCode}`
}

async function isReady(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/readyz`).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.status === 200
}
