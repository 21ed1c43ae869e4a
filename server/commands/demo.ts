import { demo } from '../demo/demo.ts'
import { openRuntime } from '../runtime.ts'

/** Fills in demo data; where it is there already, changes nothing. */
export async function fillDemo() {
  const { database, clock, settings } = await openRuntime()
  try {
    await demo(database, clock, settings.data_dir, settings.demo_refused)
  } finally {
    await database.close()
  }
}
