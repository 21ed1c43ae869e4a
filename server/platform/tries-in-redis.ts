import type { SharedRedis } from './redis.ts'
import { countInWindow } from './redis-window.ts'
import type { CountTries } from './tries.ts'

const PREFIX = 'ihome:tries:'

const TAKE_BACK = `
  for _, key in ipairs(KEYS) do
    if tonumber(redis.call('GET', key) or 0) > 0 then redis.call('DECR', key) end
  end
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
    async takeBack(subjects) {
      const keys = subjects.map((subject) => PREFIX + subject)
      const taken = await redis.ask((client) => client.eval(TAKE_BACK, keys.length, ...keys))
      if (taken === undefined) await fallback.takeBack(subjects)
    },
  }
}
