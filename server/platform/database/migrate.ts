import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'

/** Any number will do, as long as every server takes the same one. */
const MIGRATION_LOCK = 7_446_011

/**
 * Brings the schema up to the numbered `NNN-what.sql` files of `directory`, or to those of them that
 * `only` names; returns the names of those that ran. One transaction under an advisory lock: servers that start together wait for
 * each other, and a migration that fails leaves nothing behind.
 *
 * @throws {Error} when the database holds a migration that this code does not know.
 */
export async function migrate<Tables>(
  database: Database<Tables>,
  directory: string,
  only?: readonly string[],
): Promise<string[]> {
  const known = migrationsIn(directory)
  return database.inScript(async (runner) => {
    // A large table takes as long as it takes.
    await runner.script(
      'SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
    )
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await runner.script(
      'CREATE TABLE IF NOT EXISTS migrations (' +
        'name text PRIMARY KEY, ran_at timestamptz NOT NULL DEFAULT now())',
    )
    const rows = await runner.query<{ name: string }>('SELECT name FROM migrations')
    const ran = new Set(rows.map((row) => row.name))
    refuseNewer(known, ran)
    const missing = known.filter((name) => !ran.has(name) && (only?.includes(name) ?? true))
    for (const name of missing) {
      await runner.script(readFileSync(join(directory, name), 'utf8'))
      await runner.query('INSERT INTO migrations (name) VALUES ($1)', [name])
    }
    return missing
  })
}

/** Their names, in the order in which they run. */
export const migrationsIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter((file) => /^\d{3}-.+\.sql$/.test(file))
    .sort()

function refuseNewer(known: string[], ran: ReadonlySet<string>): void {
  const unknown = [...ran].filter((name) => !known.includes(name)).sort()
  if (unknown.length === 0) return
  throw new Error(
    `the database schema is newer than this version of ihome (it has ${unknown.join(', ')}); ` +
      'update ihome, or use the database that belongs to this version',
  )
}
