import { Refusal } from '../../../contract/refusals.ts'

export interface BatchLimits {
  /** Items in one run. */
  readonly size_max: number
  /** Items waiting for a run; one more is refused. */
  readonly length_max: number
  /** How long an item may wait for its run to start. */
  readonly wait_ms_max: number
  /** Runs under way at once. */
  readonly runs_max: number
}

export interface Batch<Item, Result> {
  /** Resolves with the item's own result; refused as `overloaded` when a limit is reached. */
  submit(item: Item): Promise<Result>
  /** Items waiting, not counting those in a run. */
  length(): number
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly since_ms: number
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * Gathers items that arrive while earlier ones are being worked on and hands them over together.
 * It only collects: what a run does, and what a failed one means, is the caller's.
 *
 * `run` returns one result per item, in the order of the items; an `Error` among them rejects
 * its own item alone. When `run` itself throws, every item of that run is rejected.
 */
export function createBatch<Item, Result>(
  limits: BatchLimits,
  run: (items: Item[]) => Promise<(Result | Error)[]>,
): Batch<Item, Result> {
  let queue: Waiting<Item, Result>[] = []
  let runs = 0
  let scheduled = false

  // Waiting for the end of the turn lets every request that one read brought in go together.
  const schedule = () => {
    if (scheduled || runs >= limits.runs_max || queue.length === 0) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      void start()
    })
  }

  const takeNext = () => {
    const oldest_ms = performance.now() - limits.wait_ms_max
    const late = queue.findIndex((waiting) => waiting.since_ms >= oldest_ms)
    const expired = queue.splice(0, late === -1 ? queue.length : late)
    for (const waiting of expired) waiting.reject(new Refusal('overloaded'))
    const taken = queue.slice(0, limits.size_max)
    queue = queue.slice(limits.size_max)
    return taken
  }

  const start = async () => {
    const taken = takeNext()
    if (taken.length === 0) return
    runs += 1
    schedule()
    try {
      const results = await run(taken.map((waiting) => waiting.item))
      if (results.length !== taken.length) throw new Error('a run must answer every item')
      taken.forEach((waiting, index) => {
        const result = results[index] as Result | Error
        if (result instanceof Error) waiting.reject(result)
        else waiting.resolve(result)
      })
    } catch (error) {
      for (const waiting of taken) waiting.reject(error)
    } finally {
      runs -= 1
      schedule()
    }
  }

  return {
    length: () => queue.length,
    submit(item) {
      if (queue.length >= limits.length_max) return Promise.reject(new Refusal('overloaded'))
      return new Promise((resolve, reject) => {
        queue.push({ item, since_ms: performance.now(), resolve, reject })
        schedule()
      })
    },
  }
}
