import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { findFreePort } from './free-port.ts'

const START_MS_MAX = 10_000
const INSTALL_MS_MAX = 180_000
export const REDIS_PASSWORD = 'a-password-that-only-tests-use'

export interface RedisServer {
  readonly url: string
  /** A connection of the test's own, to look at what is kept. */
  look<Result>(work: (client: Redis) => Promise<Result>): Promise<Result>
  /** It takes connections and commands, and answers none. */
  pause(): void
  resume(): void
  /** Ends it at once; it keeps nothing. */
  kill(): Promise<void>
  start(): Promise<void>
}

/**
 * Whether there is a `redis-server` to test with. On Debian, root gets the package installed;
 * elsewhere the tests that need it are skipped, and it is said which.
 */
export function hasRedisServer(what: string): boolean {
  if (isInstalled() || install()) return true
  console.error(`SKIPPED, as there is no redis-server on this machine: ${what}`)
  return false
}

function isInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Test files run side by side: the lock lets one of them install and the others find it done. */
function install(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false
  console.error('installing redis-server, which some tests need')
  const packages = 'apt-get install -y --no-install-recommends redis-server'
  const script = `command -v redis-server || ${packages} || { apt-get update && ${packages}; }`
  try {
    execFileSync('flock', [join(tmpdir(), 'ihome-apt.lock'), 'sh', '-c', script], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'ignore',
      timeout: INSTALL_MS_MAX,
    })
  } catch {
    return false
  }
  return isInstalled()
}

/** A real Redis of its own on a free port of the loopback, with a password. */
export async function startRedis(): Promise<RedisServer & { stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'ihome-redis-'))
  const port = await findFreePort()
  const url = `redis://:${REDIS_PASSWORD}@127.0.0.1:${port}/0`
  let server: ChildProcess | undefined

  const look = async <Result>(work: (client: Redis) => Promise<Result>) => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return await work(client)
    } finally {
      client.disconnect()
    }
  }
  const start = async () => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory]
    const lasting = ['--save', '', '--appendonly', 'no', '--requirepass', REDIS_PASSWORD]
    server = spawn('redis-server', [...settings, ...lasting], { stdio: 'ignore' })
    await untilItAnswers(look)
  }
  const kill = async () => {
    const running = server
    server = undefined
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGKILL')
    await ended
  }
  // Whoever forgets to stop it must not leave it behind.
  process.once('exit', () => server?.kill('SIGKILL'))

  await start()
  return {
    url,
    look,
    start,
    kill,
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    async stop() {
      await kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function untilItAnswers(look: RedisServer['look']): Promise<void> {
  const until_ms = performance.now() + START_MS_MAX
  for (;;) {
    try {
      return await look(async (client) => void (await client.ping()))
    } catch (error) {
      if (performance.now() > until_ms) throw error
      await sleep(20)
    }
  }
}
