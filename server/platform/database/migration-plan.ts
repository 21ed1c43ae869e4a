import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { migrationsIn } from './migrate.ts'

/** What a migration does to a table that is there already. */
export interface PlannedStep {
  readonly table: string
  /** As the database counts them, roughly. */
  readonly rows: number
  readonly effect: Effect
}

export interface PlannedMigration {
  readonly name: string
  /** Empty: it touches nothing that is there. */
  readonly steps: readonly PlannedStep[]
}

/** What others wait for, from the strongest lock down. */
type Effect = keyof typeof EFFECTS
export const EFFECTS = {
  closed: 'others neither read nor write it until the migration is done',
  written: 'others read it, and write to it once the migration is done',
  rows: 'others wait for the rows that it changes',
} as const

/** Statements by how they begin, with the table that they lock. */
const STATEMENTS: readonly (readonly [RegExp, Effect])[] = [
  [/^(?:ALTER TABLE|DROP TABLE|TRUNCATE)\s+(?:IF EXISTS\s+)?(?:ONLY\s+)?(\w+)/i, 'closed'],
  [/^DROP TRIGGER\s.*?\sON\s+(\w+)/is, 'closed'],
  [/^CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY).*?\sON\s+(?:ONLY\s+)?(\w+)/is, 'written'],
  [/^CREATE\s+(?:OR REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s.*?\sON\s+(\w+)/is, 'written'],
  [/^(?:UPDATE|DELETE FROM|INSERT INTO)\s+(?:ONLY\s+)?(\w+)/i, 'rows'],
]

/**
 * The migrations in `directory` that would be run, and what others wait for meanwhile. Nothing is
 * run, and no lock is taken. What a function does that a migration calls is not seen.
 */
export async function planMigrations<Tables>(
  db: Kysely<Tables>,
  directory: string,
): Promise<PlannedMigration[]> {
  const ran = new Set(await namesOfRun(db))
  const sizes = await sizesOfTables(db)
  return migrationsIn(directory)
    .filter((name) => !ran.has(name))
    .map((name) => ({ name, steps: stepsOf(readFileSync(join(directory, name), 'utf8'), sizes) }))
}

/** Names of migrations that ran and that `directory` does not hold: those of a later version. */
export async function unknownMigrations<Tables>(
  db: Kysely<Tables>,
  directory: string,
): Promise<string[]> {
  const known = migrationsIn(directory)
  return (await namesOfRun(db)).filter((name) => !known.includes(name)).sort()
}

async function namesOfRun<Tables>(db: Kysely<Tables>): Promise<string[]> {
  const made = await sql<{ made: boolean }>`
    SELECT to_regclass('migrations') IS NOT NULL AS made`.execute(db)
  if (!made.rows[0]?.made) return []
  const { rows } = await sql<{ name: string }>`SELECT name FROM migrations`.execute(db)
  return rows.map(({ name }) => name)
}

async function sizesOfTables<Tables>(db: Kysely<Tables>): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ name: string; rows: number }>`
    SELECT relname AS name, greatest(reltuples, 0)::float8 AS rows FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace`.execute(db)
  return new Map(rows.map(({ name, rows }) => [name, rows]))
}

/** One step a table: the one that others wait for the most. */
function stepsOf(text: string, sizes: ReadonlyMap<string, number>): PlannedStep[] {
  const strongest = new Map<string, Effect>()
  const order = Object.keys(EFFECTS)
  for (const statement of statementsOf(text))
    for (const [begins, effect] of STATEMENTS) {
      const table = begins.exec(statement)?.[1]?.toLowerCase()
      if (table === undefined || !sizes.has(table)) continue
      const known = strongest.get(table)
      if (known === undefined || order.indexOf(effect) < order.indexOf(known))
        strongest.set(table, effect)
    }
  return [...strongest].map(([table, effect]) => ({ table, effect, rows: sizes.get(table) ?? 0 }))
}

/** Without comments and the bodies of functions, whose statements run later. */
const statementsOf = (text: string): string[] =>
  text
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean)
