import { setTimeout as sleep } from 'node:timers/promises'

/** Knows which requests are under way, and lets them finish when the server is told to stop. */
export interface Lifecycle {
  readonly draining: boolean
  began(): void
  ended(): void
  /** Refuses what comes from now on and waits for what was accepted, at most `ms_max`. */
  drain(ms_max: number): Promise<void>
}

const LOOK_AGAIN_MS = 10

export function createLifecycle(): Lifecycle {
  let draining = false
  let under_way = 0
  return {
    get draining() {
      return draining
    },
    began: () => {
      under_way += 1
    },
    ended: () => {
      under_way -= 1
    },
    async drain(ms_max) {
      draining = true
      const until_ms = performance.now() + ms_max
      while (under_way > 0 && performance.now() < until_ms) await sleep(LOOK_AGAIN_MS)
    },
  }
}
