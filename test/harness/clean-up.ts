import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process by its id, or a directory by its path. */
export type Leftover = number | string
export type CleanUpMessage = { readonly take: Leftover } | { readonly cancel: Leftover }

const CLEAN_UP = fileURLToPath(new URL('./clean-up-process.ts', import.meta.url))

// A process of its own, because a runner that is broken off ends its workers without a word.
const cleaner = spawn(process.execPath, [CLEAN_UP], {
  stdio: ['pipe', 'ignore', 'inherit'],
  detached: true,
})
cleaner.unref()
;(cleaner.stdin as { unref?: () => void }).unref?.()

const tell = (message: CleanUpMessage) => cleaner.stdin.write(`${JSON.stringify(message)}\n`)

/** Sees to it that a process or a directory does not outlive the tests, however they end. */
export const cleanUpLater = (trace: Leftover) => void tell({ take: trace })

/** For one that is gone already. */
export const cancelCleanUp = (trace: Leftover) => void tell({ cancel: trace })
