import { openRuntime } from '../runtime.ts'

/** Brings the schema up to date, as every other command does first, and ends. */
export async function migrateOnly() {
  const { database } = await openRuntime()
  await database.close()
  console.log('ihome migrate: the schema is up to date')
}
