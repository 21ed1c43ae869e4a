import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../../server/schema.ts'

/** Every row of every table, ours and those of the job queue, as text: one line each. */
export async function dumpRows(db: Db): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`.execute(db)
  const lines: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`
      SELECT t::text AS line FROM ${sql.raw(name)} AS t`.execute(db)
    lines.push(...rows.map(({ line }) => `${name} ${line}`))
  }
  return lines
}

/** Every file below a folder, with its bytes. */
export const dumpFiles = (folder: string): { name: string; bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((name) => ({ name, bytes: readFileSync(name) }))
