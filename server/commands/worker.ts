import { startJobs } from '../jobs.ts'
import { openRuntime, sessionSecret } from '../runtime.ts'
import { onStopSignal } from './stop-signal.ts'

/** Jobs alone, beside servers that run with `--no-jobs`. */
export async function worker() {
  const { settings, database, clock, log } = await openRuntime()
  const session_secret = sessionSecret(settings)
  const stopJobs = startJobs({ ...settings, database, clock, log, session_secret })
  onStopSignal(log, async () => {
    await stopJobs()
    await database.close()
  })
  console.log('ihome worker: running jobs')
}
