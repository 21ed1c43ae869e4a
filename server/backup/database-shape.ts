import type pg from 'pg'
import { JOBS_SCHEMA } from '../platform/jobs/job-queue.ts'

/** A table and the columns that it keeps; what the database computes itself is left out. */
export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
}

export interface SequenceValue {
  readonly name: string
  /** The last one given out. */
  readonly value: string
}

/** Work that is owed, which the queue keeps in a schema of its own. */
export const JOBS: string = `${JOBS_SCHEMA}.job`

/** `migrations` is left out: whoever makes the tables fills it. */
const TABLES = `
  SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a
    ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT c.relispartition AND c.relname <> 'migrations'
    AND NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  GROUP BY c.relname ORDER BY c.relname`

const COLUMNS = `
  SELECT attname AS name, format_type(atttypid, atttypmod) AS type
  FROM pg_attribute
  WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
  ORDER BY attnum`

export async function readTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows: tables } = await client.query<TableShape>(TABLES)
  const jobs = [...(await readColumns(client, JOBS)).keys()]
  return jobs.length > 0 ? [...tables, { name: JOBS, columns: jobs }] : tables
}

/** Names and types of what a table keeps; empty where there is no such table. */
export async function readColumns(
  client: pg.ClientBase,
  table: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(COLUMNS, [quoted(table)])
  return new Map(rows.map(({ name, type }) => [name, type]))
}

/** Sequences that were never used are left out. */
export async function readSequences(client: pg.ClientBase): Promise<SequenceValue[]> {
  const { rows } = await client.query<SequenceValue>(`
    SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
    WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY 1`)
  return rows
}

/** Names of those that ran; none in a database that is empty. */
export async function readMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows: made } = await client.query<{ made: boolean }>(
    `SELECT to_regclass('migrations') IS NOT NULL AS made`,
  )
  if (!made[0]?.made) return []
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY 1')
  return rows.map(({ name }) => name)
}

/** A name in a statement: of a column, or of a table with or without its schema. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.')
