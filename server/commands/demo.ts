import { demo } from '../demo/demo.ts'
import { openRuntime, sessionSecret } from '../runtime.ts'

/** Fills in demo data; where it is there already, changes nothing. */
export async function fillDemo() {
  const { database, clock, settings } = await openRuntime()
  try {
    const site = { data_dir: settings.data_dir, session_secret: sessionSecret(settings) }
    await demo(database, clock, site, settings.demo_refused)
  } finally {
    await database.close()
  }
}
