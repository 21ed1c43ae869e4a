import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Cluster } from './postgres-cluster.ts'
import type { SocketAddress } from './postgres-socket.ts'

/** Recovery after a crash takes as long as it takes. */
export const START_MS_MAX = 300_000
const ANSWER_MS_MAX = 5_000
const LOOK_AGAIN_MS = 20

export const DATABASE = 'ihome'

/** It starts, recovers or stops: soon it either answers or is gone. */
const CANNOT_CONNECT_NOW = '57P03'
const NO_SUCH_DATABASE = '3D000'
/** The socket is not there, or nobody listens to it. */
const NOT_LISTENING = /^(ENOENT|ECONNREFUSED|ECONNRESET)$/
/** Of a Postgres whose predecessor is not quite gone; any other end would only be repeated. */
const STILL_IN_USE = /lock file "[^"]+" already exists|pre-existing shared memory block/

/**
 * Returns once a Postgres on the files of `cluster` answers: the one that runs already, whoever
 * has started it, or a new one. Only one process at a time may do this.
 *
 * @throws {Error} with its own words, when it cannot run.
 */
export async function startPostgres(cluster: Cluster, socket: SocketAddress): Promise<void> {
  await cluster.create()
  const until_ms = performance.now() + START_MS_MAX
  let child: ChildProcess | undefined
  for (;;) {
    const failure = await tryDatabase(socket)
    if (failure === undefined) return
    if (performance.now() > until_ms) throw failure
    const { code } = failure as { code?: string }
    if (code !== CANNOT_CONNECT_NOW && !NOT_LISTENING.test(code ?? '')) throw failure
    if (child && hasEnded(child)) {
      const said = cluster.logTail()
      if (!STILL_IN_USE.test(said.trim().split('\n').slice(-5).join('\n'))) throw cannotRun(said)
      child = undefined
    }
    if (code !== CANNOT_CONNECT_NOW) child ??= cluster.spawn()
    await sleep(LOOK_AGAIN_MS)
  }
}

const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid === undefined || exitCode !== null || signalCode !== null

function cannotRun(said: string): Error {
  const [fatal] = [...said.matchAll(/FATAL: {2}.*/g)].at(-1) ?? [said.trim().split('\n').at(-1)]
  return new Error(`the embedded Postgres does not start; database.log has more: ${fatal}`)
}

/** Why the database cannot be used yet; it is made if only that is missing. */
async function tryDatabase(socket: SocketAddress): Promise<Error | undefined> {
  try {
    await query(socket.url(DATABASE), 'SELECT 1')
    return undefined
  } catch (error) {
    if ((error as { code?: unknown }).code !== NO_SUCH_DATABASE) return error as Error
  }
  await query(socket.url('postgres'), `CREATE DATABASE ${DATABASE}`)
  return undefined
}

async function query(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: ANSWER_MS_MAX })
  // What breaks is told by the query that waits.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(text)
  } finally {
    await client.end().catch(() => undefined)
  }
}
