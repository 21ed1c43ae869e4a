import type { FastifyBaseLogger } from 'fastify'
import { buildApp } from '../app.ts'
import { startJobs } from '../jobs.ts'
import { openRuntime, sessionSecret } from '../runtime.ts'
import type { Settings } from '../settings.ts'
import { onStopSignal } from './stop-signal.ts'
import { warningsOf } from './warnings.ts'

const DRAIN_MS_MAX = 8_000
/** By then the jobs run, and what only the start needed is garbage. */
const SETTLED_MS = 5_000

export interface ServeOptions {
  readonly jobs: boolean
  readonly demo: boolean
  /** Whether it says where it is, and what to beware of. */
  readonly speaks: boolean
}

/** API and jobs in one process. */
export async function serve(options: ServeOptions) {
  const runtime = await openRuntime()
  const { settings, database, replica, clock, log } = runtime
  if (options.demo) await fillEmbedded(runtime)

  const session_secret = sessionSecret(settings)
  const redis = settings.redis_url ? await connectRedis(settings.redis_url, log) : undefined
  const work = { ...settings, database, clock, log, session_secret }
  const { app, lifecycle } = await buildApp({ ...work, replica, redis })
  let stopJobs = async () => {}
  const stop = async () => {
    const [requests] = await Promise.all([lifecycle.drain(DRAIN_MS_MAX), stopJobs()])
    if (requests > 0) log.warn({ requests }, 'requests that did not end were given up')
    await app.close()
    redis?.close()
    await replica?.close()
    await database.close()
  }

  try {
    await app.listen({ host: settings.host, port: settings.port })
  } catch (error) {
    await stop()
    throw cannotListen(error as NodeJS.ErrnoException, settings)
  }
  // Once it listens: the queue takes longer to open than the first answer should wait.
  if (options.jobs) stopJobs = startJobs(work)
  onStopSignal(log, stop)
  setTimeout(dropWhatStartNeeded, SETTLED_MS).unref()
  if (!options.speaks) return
  const address = app.server.address()
  const port = typeof address === 'object' ? address?.port : settings.port
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  console.log(`ihome is at http://${host}:${port}`)
  for (const warning of warningsOf(settings)) log.warn(warning)
}

/** Gives the memory back that the start took; a server without requests would keep it for long. */
const dropWhatStartNeeded = () =>
  globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' })

/** Loaded only where there is one. */
async function connectRedis(url: string, log: FastifyBaseLogger) {
  const { openRedis } = await import('../platform/redis/redis.ts')
  return openRedis(url, log)
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: Settings): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(`PORT is ${port}, which another program uses on ${host}; choose another one`)
  if (error.code === 'EACCES')
    return new Error(`PORT is ${port}, which this user may not use; choose one above 1023`)
  if (error.syscall === 'getaddrinfo' || error.code === 'EADDRNOTAVAIL')
    return new Error(`HOST is "${host}"; it must be an address of this machine, or 0.0.0.0 for all`)
  return error
}

/** Demo accounts have a password that everybody knows: a real database gets them only on demand. */
async function fillEmbedded({
  database,
  clock,
  settings,
}: Awaited<ReturnType<typeof openRuntime>>) {
  if (settings.database_url) {
    console.log('No demo data: DATABASE_URL is set. `npx ihome demo` fills it in if you want it.')
    return
  }
  const { demo, HasOwnUsers } = await import('../demo/demo.ts')
  try {
    const site = { data_dir: settings.data_dir, session_secret: sessionSecret(settings) }
    await demo(database, clock, site, settings.demo_refused)
  } catch (error) {
    // A site that has grown its own users is served as it is.
    if (!(error instanceof HasOwnUsers)) throw error
    console.log(error.message)
  }
}
