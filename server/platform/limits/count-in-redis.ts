import type { SharedRedis } from '../redis/redis.ts'
import { countInWindow } from './count-in-window.ts'
import type { CountTries } from './tries.ts'

const PREFIX = 'ihome:tries:'

const TAKE_BACK = `
  if tonumber(redis.call('GET', KEYS[1]) or 0) > 0 then redis.call('DECR', KEYS[1]) end
  return 1`

/**
 * Tries counted in Redis, and in `fallback` while Redis is away. The two do not add up: within
 * one window a subject may meet the limit once in each, and once more each time that Redis
 * loses its memory.
 */
export function countInRedis(redis: SharedRedis, fallback: CountTries): CountTries {
  return {
    async count(subject, window_ms) {
      const window = await countInWindow(redis, PREFIX + subject, window_ms)
      return window?.count ?? fallback.count(subject, window_ms)
    },
    async takeBack(subject) {
      const taken = await redis.ask((client) => client.eval(TAKE_BACK, 1, PREFIX + subject))
      if (taken === undefined) await fallback.takeBack(subject)
    },
    async forget(subject) {
      const forgotten = await redis.ask((client) => client.del(PREFIX + subject))
      if (forgotten === undefined) await fallback.forget(subject)
    },
  }
}
