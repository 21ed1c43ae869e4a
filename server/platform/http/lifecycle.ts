import { setTimeout as sleep } from 'node:timers/promises'

/** Knows which requests are under way, and lets them finish when the server is told to stop. */
export interface Lifecycle {
  readonly draining: boolean
  began(): void
  ended(): void
  /** Calls `listener` when the draining begins: what would never end by itself is to end then. */
  onDrain(listener: () => void): void
  /**
   * Refuses what comes from now on and waits for what was accepted, at most `ms_max`.
   *
   * @returns how many requests had not ended by then.
   */
  drain(ms_max: number): Promise<number>
}

const LOOK_AGAIN_MS = 10

export function createLifecycle(): Lifecycle {
  let draining = false
  let under_way = 0
  const listeners: (() => void)[] = []
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
    onDrain: (listener) => {
      listeners.push(listener)
    },
    async drain(ms_max) {
      draining = true
      for (const listener of listeners) listener()
      const until_ms = performance.now() + ms_max
      while (under_way > 0 && performance.now() < until_ms) await sleep(LOOK_AGAIN_MS)
      return under_way
    },
  }
}
