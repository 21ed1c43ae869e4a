import { withStorage } from '../backup/storage.ts'
import { EFFECTS, planMigrations } from '../platform/database/migration-plan.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { MIGRATIONS, openRuntime } from '../runtime.ts'

/** Brings the schema up to date, as every other command does first, and ends. */
export async function migrateOnly() {
  const { database } = await openRuntime()
  await database.close()
  console.log('ihome migrate: the schema is up to date')
}

/** Says what would be run, and runs nothing. */
export const planOnly = () =>
  withStorage(async ({ url }) => {
    const database = openPostgres(url)
    try {
      const plan = await planMigrations(database.kysely, MIGRATIONS)
      if (plan.length === 0) console.log('the schema is up to date: nothing would be run')
      for (const { name, steps } of plan) {
        console.log(name)
        if (steps.length === 0) console.log('  makes what is new, and touches nothing else')
        for (const { table, rows, effect } of steps)
          console.log(`  ${table} (about ${Math.round(rows)} rows): ${EFFECTS[effect]}`)
      }
    } finally {
      await database.close()
    }
  })
