import { Refusal } from '../../../contract/refusals.ts'

/** Work of one key runs one after the other, in this process; other keys do not wait. */
export interface KeyedQueue {
  /** Refused as `overloaded` when too many wait for the same key already. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result>
}

export function createKeyedQueue(waiting_max: number): KeyedQueue {
  const queues = new Map<string, { last: Promise<unknown>; length: number }>()
  return {
    async run(key, work) {
      const queue = queues.get(key) ?? { last: Promise.resolve(), length: 0 }
      if (queue.length >= waiting_max) throw new Refusal('overloaded')
      queues.set(key, queue)
      queue.length += 1
      const done = queue.last.then(work)
      // The next one runs whether this one succeeds or not.
      queue.last = done.catch(() => undefined)
      try {
        return await done
      } finally {
        queue.length -= 1
        if (queue.length === 0) queues.delete(key)
      }
    },
  }
}
