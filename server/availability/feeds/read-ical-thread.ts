import { parentPort } from 'node:worker_threads'
import { UnreadableFeed } from './feed-faults.ts'
import type { ReadAnswer, ReadQuestion } from './read-aside.ts'
import { readIcal } from './read-ical.ts'

function read({ text, options }: ReadQuestion): ReadAnswer {
  try {
    return { ranges: readIcal(text, options) }
  } catch (error) {
    if (error instanceof UnreadableFeed) return { fault: error.fault, detail: error.detail }
    // Whatever it stumbled over stands in the calendar.
    return { fault: 'malformed', detail: (error as Error).message }
  }
}

parentPort?.on('message', (question: ReadQuestion) => parentPort?.postMessage(read(question)))
