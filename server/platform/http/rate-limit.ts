import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../../../contract/refusals.ts'
import { API_PREFIX } from '../../../contract/route.ts'
import { countInWindow } from '../limits/count-in-window.ts'
import type { SharedRedis } from '../redis/redis.ts'
import { clientAddressOf } from './client-address.ts'

const WINDOW_MS = 60_000
const ADDRESSES_MAX = 10_000

/**
 * Refuses an address that has sent more than `requests_max` requests to the API, or for what there
 * is not, in a minute. An IPv6 address counts with its /64. Servers that share a Redis count together; while it is away
 * nobody is refused. Call it before the routes are served.
 */
export async function limitRates(
  app: FastifyInstance,
  requests_max: number,
  redis: SharedRedis | undefined,
): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: requests_max,
    timeWindow: WINDOW_MS,
    cache: ADDRESSES_MAX,
    ...(redis && { store: storeIn(redis) }),
    keyGenerator: clientAddressOf,
    allowList: (request) => !isLimited(request),
    errorResponseBuilder: () => new Refusal('too_many_requests'),
  })
  // For all of the server, so that it comes before the look-up of a session.
  app.addHook('onRequest', app.rateLimit())
}

/**
 * What counts is the route that answers: one address can be written in many ways. Where there is
 * none, nobody can tell what was meant, and it counts.
 */
const isLimited = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === undefined || url.startsWith(API_PREFIX)

/** The plugin's own store would wait for a slow Redis with every request. */
function storeIn(redis: SharedRedis) {
  return class implements FastifyRateLimitStore {
    incr(address: string, done: Parameters<FastifyRateLimitStore['incr']>[1]) {
      void countInWindow(redis, `ihome:rate:${address}`, WINDOW_MS).then((window) =>
        done(null, { current: window?.count ?? 0, ttl: window?.rest_ms ?? WINDOW_MS }),
      )
    }

    child() {
      return this
    }
  }
}
