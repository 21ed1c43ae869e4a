import { Refusal } from '../../../contract/refusals.ts'

/** Work of one key runs one after the other, in this process; other keys do not wait. */
export interface Turns {
  /** Refused as `overloaded` when too many wait for the same key already. */
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result>
}

export function createTurns(waiting_max: number): Turns {
  const lines = new Map<string, { last: Promise<unknown>; length: number }>()
  return {
    async take(key, work) {
      const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 }
      if (line.length >= waiting_max) throw new Refusal('overloaded')
      lines.set(key, line)
      line.length += 1
      const turn = line.last.then(work)
      // The next one's turn comes whether this one succeeds or not.
      line.last = turn.catch(() => undefined)
      try {
        return await turn
      } finally {
        line.length -= 1
        if (line.length === 0) lines.delete(key)
      }
    },
  }
}
