// Runs beside a test process and outlives it: reads what that one leaves in its care, and when its
// input ends, ends the processes and removes the directories that were not taken back.
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { CleanUpMessage, Leftover } from './clean-up.ts'

const left = new Set<Leftover>()

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line) as CleanUpMessage
  if ('take' in message) left.add(message.take)
  else left.delete(message.cancel)
}

// Processes first: they write into the directories.
for (const trace of left) if (typeof trace === 'number') killIfThere(trace)
for (const trace of left)
  if (typeof trace === 'string') rmSync(trace, { recursive: true, force: true, maxRetries: 5 })

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
