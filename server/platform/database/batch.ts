import { Refusal } from '../../../contract/refusals.ts'

/** Of those who all want the same: a lane leaves room for the others, waiting and in a run. */
export interface Lanes<Item> {
  readonly of: (item: Item) => number
  /** Items of one lane waiting for a run; one more is refused. */
  readonly length_max: number
  /** Of one run, while items of other lanes wait for it. */
  readonly size_max: number
}

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
  /** Whether the next one would be refused, whatever it is. */
  isFull(): boolean
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
  lanes?: Lanes<Item>,
): Batch<Item, Result> {
  let queue: Waiting<Item, Result>[] = []
  const waiting_in = lanes && countLanes(lanes)
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
    const { taken, left } =
      lanes && queue.length > limits.size_max
        ? takeFromLanes(queue, limits.size_max, lanes)
        : { taken: queue.slice(0, limits.size_max), left: queue.slice(limits.size_max) }
    queue = left
    for (const { item } of [...expired, ...taken]) waiting_in?.remove(item)
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
    isFull: () => queue.length >= limits.length_max,
    submit(item) {
      if (queue.length >= limits.length_max || waiting_in?.isFull(item))
        return Promise.reject(new Refusal('overloaded'))
      return new Promise((resolve, reject) => {
        waiting_in?.add(item)
        queue.push({ item, since_ms: performance.now(), resolve, reject })
        schedule()
      })
    },
  }
}

function countLanes<Item>({ of, length_max }: Lanes<Item>) {
  const counts = new Map<number, number>()
  const count = (item: Item) => counts.get(of(item)) ?? 0
  return {
    isFull: (item: Item) => count(item) >= length_max,
    add: (item: Item) => void counts.set(of(item), count(item) + 1),
    remove(item: Item) {
      const rest = count(item) - 1
      if (rest > 0) counts.set(of(item), rest)
      else counts.delete(of(item))
    },
  }
}

/**
 * The oldest items, but of each lane no more than its share while others wait; each lane keeps its
 * order. What the others leave free goes to those who waited longest.
 */
function takeFromLanes<Item, Result>(
  queue: readonly Waiting<Item, Result>[],
  size_max: number,
  lanes: Lanes<Item>,
) {
  const shares = new Map<number, number>()
  const over: Waiting<Item, Result>[] = []
  const within: Waiting<Item, Result>[] = []
  for (const waiting of queue) {
    const lane = lanes.of(waiting.item)
    const share = shares.get(lane) ?? 0
    if (within.length === size_max || share === lanes.size_max) over.push(waiting)
    else {
      shares.set(lane, share + 1)
      within.push(waiting)
    }
  }
  const free = size_max - within.length
  return { taken: [...within, ...over.slice(0, free)], left: over.slice(free) }
}
