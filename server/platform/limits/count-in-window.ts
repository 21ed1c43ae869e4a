import type { SharedRedis } from '../redis/redis.ts'

/** One step, so that no counter is left without its end. */
const COUNT = `
  local count = redis.call('INCR', KEYS[1])
  local rest_ms = redis.call('PTTL', KEYS[1])
  if rest_ms < 0 then
    rest_ms = tonumber(ARGV[1])
    redis.call('PEXPIRE', KEYS[1], rest_ms)
  end
  return { count, rest_ms }`

export interface Window {
  readonly count: number
  /** Until it ends and the next one begins at 1. */
  readonly rest_ms: number
}

/** Counts one more under `key`, in a window that its first began; undefined without Redis. */
export async function countInWindow(
  redis: SharedRedis,
  key: string,
  window_ms: number,
): Promise<Window | undefined> {
  const answer = await redis.ask((client) => client.eval(COUNT, 1, key, window_ms))
  if (answer === undefined) return undefined
  const [count, rest_ms] = answer as [number, number]
  return { count, rest_ms }
}
