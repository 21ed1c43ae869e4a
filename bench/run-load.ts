import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoadPlan, LoadResult } from './load.ts'

const LOAD = fileURLToPath(new URL('./load.ts', import.meta.url))

/** Puts a load on a server from another process; fails when one answer is not fine. */
export function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const child = fork(LOAD, { execArgv: [] })
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as LoadResult))
    child.once('error', reject)
    child.once('exit', () => reject(new Error('the load ended before it was done')))
    child.send(plan)
  })
}
