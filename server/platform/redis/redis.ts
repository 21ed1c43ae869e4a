import type { FastifyBaseLogger } from 'fastify'
import { Redis } from 'ioredis'

const CONNECT_MS_MAX = 1_000
const ANSWER_MS_MAX = 100
/** A connection that owes an answer for so much longer is given up for a new one. */
const SILENCE_MS_MAX = 3_000
const LOOK_AGAIN_MS = 1_000
const RECONNECT_MS_MAX = 2_000
const COMPLAIN_EVERY_MS = 60_000

/** A Redis that all servers share. It may be slow, go and come back at any time. */
export interface SharedRedis {
  /** For libraries that want the connection itself; whoever uses it must bear its errors. */
  readonly client: Redis
  /** What `work` answers; undefined when Redis is away, too slow or refuses. Never throws. */
  ask<Answer>(work: (client: Redis) => Promise<Answer>): Promise<Answer | undefined>
  close(): void
}

/**
 * Connects in the background: nothing waits for Redis to be there. Once it was too slow or went
 * away, nobody asks it again until it has answered a PING, so only the requests of that one
 * moment have waited, at most `answer_ms_max`.
 */
export function openRedis(
  url: string,
  log: FastifyBaseLogger,
  answer_ms_max = ANSWER_MS_MAX,
): SharedRedis {
  const client = connect(url, answer_ms_max)
  const complain = createComplaint(log)
  let state: 'unknown' | 'there' | 'away' = 'unknown'
  let next_look: NodeJS.Timeout | undefined
  let closed = false

  const there = () => {
    if (state !== 'there') log.info('Redis is there')
    state = 'there'
  }
  const away = (error: Error) => {
    if (closed) return
    if (state !== 'away') log.warn({ reason: reasonOf(error) }, 'Redis is away; going on without')
    state = 'away'
    next_look ??= setTimeout(look, LOOK_AGAIN_MS).unref()
  }
  const look = async () => {
    next_look = undefined
    if (client.status !== 'ready') return
    try {
      await client.ping()
      there()
    } catch (error) {
      away(error as Error)
    }
  }
  client.on('ready', there)
  client.on('error', away)
  client.on('close', () => away(new Error('the connection was closed')))

  return {
    client,
    async ask(work) {
      if (state !== 'there') return undefined
      try {
        return await work(client)
      } catch (error) {
        if ((error as Error).name === 'ReplyError') complain(error as Error)
        else away(error as Error)
        return undefined
      }
    },
    close() {
      closed = true
      state = 'away'
      clearTimeout(next_look)
      client.disconnect()
    },
  }
}

function connect(url: string, answer_ms_max: number): Redis {
  const client = new Redis(url, {
    connectionName: 'ihome',
    lazyConnect: true,
    connectTimeout: CONNECT_MS_MAX,
    commandTimeout: answer_ms_max,
    socketTimeout: answer_ms_max + SILENCE_MS_MAX,
    // What cannot be asked now is not asked later: a count sent twice would count twice.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 100, RECONNECT_MS_MAX) * (0.5 + Math.random() / 2),
  })
  client.connect().catch(() => undefined)
  return client
}

/** A Redis that answers with a refusal (out of memory, no permission) refuses often. */
function createComplaint(log: FastifyBaseLogger) {
  let silent_until_ms = 0
  return (error: Error) => {
    const now_ms = performance.now()
    if (now_ms < silent_until_ms) return
    silent_until_ms = now_ms + COMPLAIN_EVERY_MS
    log.warn({ reason: reasonOf(error) }, 'Redis refuses; going on without')
  }
}

/** Not the error itself: ioredis adds the command to it, and AUTH carries the password. */
const reasonOf = (error: Error & { code?: string }) => error.message || error.code || error.name
