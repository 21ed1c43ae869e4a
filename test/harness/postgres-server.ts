import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries, userFor } from '../../server/platform/database/postgres-binaries.ts'
import { INITDB_OPTIONS } from '../../server/platform/database/postgres-cluster.ts'
import { cancelCleanUp, cleanUpLater } from './clean-up.ts'
import { findFreePort } from './free-port.ts'

const START_MS_MAX = 30_000

export interface PostgresServer {
  readonly port: number
  readonly data: string
  /** The address of a database of this server. */
  url(database?: string): string
  /** Makes an empty database, or a copy of `template`, and returns its name. */
  createDatabase(template?: string): Promise<string>
  /** Ends every process of the server at once, as a crash of the machine would. */
  kill(): Promise<void>
  /** Starts the server again on the same files. */
  start(): Promise<void>
  /** Ends it in order and starts it again, with settings that were changed. */
  restart(): Promise<void>
  /** Ends it and removes its files. */
  stop(): Promise<void>
}

interface PostgresOptions {
  /** It is then a streaming replica of this one. */
  readonly primary?: PostgresServer
  /** Without, it need not survive the loss of power, and no test waits for the disk. */
  readonly durable?: boolean
}

const NOT_DURABLE = ['-c', 'fsync=off', '-c', 'full_page_writes=off']

/** A real Postgres 18 of its own on a free port of the loopback. */
export async function startPostgres({
  primary,
  durable = true,
}: PostgresOptions = {}): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'ihome-postgres-'))
  const owner = userFor(directory)
  const binaries = findBinaries(owner)
  const data = join(directory, 'data')
  const { uid, gid } = owner
  if (uid !== undefined && gid !== undefined) chownSync(directory, uid, gid)
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  if (primary) await copyData(primary, data)
  else
    execFileSync(join(binaries, 'initdb'), ['-D', data, '--no-sync', ...INITDB_OPTIONS], {
      ...owner,
      env,
      stdio: 'ignore',
      cwd: directory,
    })

  const port = await findFreePort()
  const url = (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`
  let server: ChildProcess | undefined

  const start = async () => {
    const settings = [
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      directory,
      '-c',
      'max_connections=200',
      ...(durable ? [] : NOT_DURABLE),
      ...(primary
        ? ['-c', `primary_conninfo=host=127.0.0.1 port=${primary.port} user=postgres`]
        : []),
    ]
    server = spawn(join(binaries, 'postgres'), ['-D', data, ...settings], {
      ...owner,
      env,
      cwd: directory,
      // A group of its own, so that all its processes can be killed together.
      detached: true,
      stdio: 'ignore',
    })
    if (server.pid) cleanUpLater(server.pid)
    await waitUntilReady(url(), server)
  }

  const end = async (signal: NodeJS.Signals) => {
    const running = server
    server = undefined
    if (!running?.pid || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    process.kill(signal === 'SIGKILL' ? -running.pid : running.pid, signal)
    await ended
    cancelCleanUp(running.pid)
  }

  // Whoever forgets to stop it must not leave it behind.
  cleanUpLater(directory)

  await start()
  return {
    port,
    data,
    url,
    start,
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGINT')
      await start()
    },
    createDatabase: (template) => createDatabase(url(), template),
    async stop() {
      await end('SIGINT')
      rmSync(directory, { recursive: true, force: true })
      cancelCleanUp(directory)
    },
  }
}

/** The files of a running server as a replica starts from them, owners and all. */
const copyData = (primary: PostgresServer, data: string) =>
  withClient(primary.url(), async (client) => {
    await client.query(`SELECT pg_backup_start('replica', fast => true)`)
    execFileSync('cp', ['-a', primary.data, data])
    const { rows } = await client.query('SELECT labelfile FROM pg_backup_stop(false)')
    rmSync(join(data, 'postmaster.pid'))
    const added = { backup_label: rows[0].labelfile, 'standby.signal': '' }
    const { uid, gid } = statSync(data)
    for (const [file, text] of Object.entries(added)) {
      writeFileSync(join(data, file), text)
      chownSync(join(data, file), uid, gid)
    }
  })

/** Makes an empty database, or a copy of `template`, on the server at `url`; returns its name. */
export async function createDatabase(url: string, template = 'template0'): Promise<string> {
  const name = `ihome_${randomUUID().slice(0, 8)}`
  // Its files are copied: logging each page of them, as is the default, takes longer.
  const from = `TEMPLATE ${template} STRATEGY file_copy`
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name} ${from}`))
  return name
}

/** Runs `work` on a connection of its own. */
export async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  const until_ms = performance.now() + START_MS_MAX
  for (;;) {
    try {
      return await withClient(url, async (client) => void (await client.query('SELECT 1')))
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`)
      if (performance.now() > until_ms) throw error
      await sleep(50)
    }
  }
}
