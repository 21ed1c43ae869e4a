import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process by its id, or a directory by its path. */
export type Trace = number | string
export type CareMessage = { readonly take: Trace } | { readonly give_back: Trace }

const SWEEPER = fileURLToPath(new URL('./sweep-leftovers.ts', import.meta.url))

// A process of its own, because a runner that is broken off ends its workers without a word.
const sweeper = spawn(process.execPath, [SWEEPER], {
  stdio: ['pipe', 'ignore', 'inherit'],
  detached: true,
})
sweeper.unref()
;(sweeper.stdin as { unref?: () => void }).unref?.()

const tell = (message: CareMessage) => sweeper.stdin.write(`${JSON.stringify(message)}\n`)

/** Sees to it that a process or a directory does not outlive the tests, however they end. */
export const sweepLater = (trace: Trace) => void tell({ take: trace })

/** For one that is gone already. */
export const sweepNoMore = (trace: Trace) => void tell({ give_back: trace })
