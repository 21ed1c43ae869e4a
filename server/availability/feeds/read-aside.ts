import { Worker } from 'node:worker_threads'
import { type FeedFault, UnreadableFeed } from './feed-faults.ts'
import type { FeedRange, ReadOptions } from './read-ical.ts'

/** Of one calendar; the longest that makes sense takes a fraction of it. */
const READ_MS_MAX = 5_000
const MEMORY_MB_MAX = 256
/** The reader is let go when nobody has used it for so long. */
const IDLE_MS_MAX = 60_000

/** What the reader is asked, and what it answers. */
export interface ReadQuestion {
  readonly text: string
  readonly options: ReadOptions
}
export type ReadAnswer =
  | { readonly ranges: FeedRange[] }
  | { readonly fault: FeedFault; readonly detail: string }

let reader: Worker | undefined
let idle: NodeJS.Timeout | undefined
let turn: Promise<unknown> = Promise.resolve()

/**
 * Reads a calendar in a thread of its own, one after the other: some that are no larger than others
 * keep a reader busy for ever, as a rule for the 30th of February, and nobody else waits for them.
 *
 * @throws {UnreadableFeed}
 */
export function readAside(question: ReadQuestion): Promise<FeedRange[]> {
  const read = turn.then(() => ask(question))
  turn = read.catch(() => undefined)
  return read
}

async function ask(question: ReadQuestion): Promise<FeedRange[]> {
  clearTimeout(idle)
  const thread = reader ?? startReader()
  reader = thread
  try {
    const answer = await answerOf(thread, question)
    if ('fault' in answer) throw new UnreadableFeed(answer.fault, answer.detail)
    return answer.ranges
  } finally {
    idle = setTimeout(letGo, IDLE_MS_MAX).unref()
  }
}

function startReader(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB_MAX }
  const thread = new Worker(new URL('./read-ical-thread.ts', import.meta.url), { resourceLimits })
  // The process does not live on for it.
  thread.unref()
  return thread
}

function answerOf(thread: Worker, question: ReadQuestion): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    const fail = (detail: string) => {
      letGo()
      end({ fault: 'too_hard', detail })
    }
    const timer = setTimeout(() => fail(`> ${READ_MS_MAX / 1_000} s`), READ_MS_MAX)
    const broke = () => fail('')
    const end = (answer: ReadAnswer) => {
      clearTimeout(timer)
      thread.off('message', end).off('error', broke)
      resolve(answer)
    }
    thread.on('message', end).on('error', broke)
    thread.postMessage(question)
  })
}

function letGo(): void {
  void reader?.terminate()
  reader = undefined
}
