import { startJobs } from '../jobs.ts'
import { openRuntime } from '../runtime.ts'
import { onStopSignal } from './stop-signal.ts'

/** Jobs alone, beside servers that run with `--no-jobs`. */
export async function worker() {
  const { database, clock, log } = await openRuntime()
  const stopJobs = startJobs(database, clock, log)
  onStopSignal(log, async () => {
    await stopJobs()
    await database.close()
  })
  console.log('ihome worker: running jobs')
}
