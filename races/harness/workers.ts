/** Does `work` for each of `items`, at most `workers_max` at once; the first failure ends it. */
export async function withWorkers<Item>(
  items: readonly Item[],
  workers_max: number,
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      await work(items[index] as Item, index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers_max, items.length) }, worker))
}

export interface Load {
  /** Resolves when all rounds are over. */
  readonly done: Promise<void>
  /** Lets what is under way end and resolves when it has. */
  stop(): Promise<void>
}

/** Does `work` over and over in `workers` workers, `rounds_max` times in all, until it is stopped. */
export function startLoad(workers: number, rounds_max: number, work: () => Promise<unknown>): Load {
  let left = rounds_max
  const worker = async () => {
    while (left-- > 0) await work()
  }
  const done = Promise.all(Array.from({ length: workers }, worker)).then(() => undefined)
  // Whoever stops the load hears of its failure; until then it is nobody's.
  done.catch(() => undefined)
  return {
    done,
    stop() {
      left = 0
      return done
    },
  }
}
