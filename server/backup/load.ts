import type pg from 'pg'
import {
  JOBS,
  quoted,
  readColumns,
  readMigrations,
  type SequenceValue,
  type TableShape,
} from './database-shape.ts'
import { connect, type RowsOfTable } from './snapshot.ts'

/** Whose rows say that a site is in use. */
const IN_USE = ['users', 'areas', 'houses', 'orders']

/**
 * Refuses a database that holds anything of a site already, or is of a later version.
 *
 * @param migrations that the rows to come were written under
 * @throws {Error} that says what to do.
 */
export async function refuseOccupied(url: string, migrations: readonly string[]): Promise<void> {
  const client = await connect(url)
  try {
    const ran = await readMigrations(client)
    if (ran.length > 0) await refuseInUse(client)
    const later = ran.filter((name) => !migrations.includes(name))
    if (later.length > 0)
      throw new Error(
        `the database has ${later.join(', ')}, which came after these rows were written; ` +
          'use a database in which nothing is yet',
      )
  } finally {
    await client.end()
  }
}

async function refuseInUse(client: pg.ClientBase): Promise<void> {
  for (const table of IN_USE) {
    const { rows } = await client.query<{ used: boolean }>(
      `SELECT EXISTS (SELECT FROM ${quoted(table)}) AS used`,
    )
    if (rows[0]?.used)
      throw new Error(
        `this database is in use (it has ${table}), and what is in it would be lost; ` +
          'use an empty one: another DATABASE_URL, or another IHOME_DATA_DIR',
      )
  }
}

export interface Load {
  readonly tables: readonly TableShape[]
  readonly sequences: readonly SequenceValue[]
  readonly rows: AsyncIterable<RowsOfTable>
}

/** What came of it. */
export interface Loaded {
  readonly rows: number
  /** Tables of others, which a new site has not. */
  readonly left_out: readonly string[]
}

/**
 * Fills the tables of a database that is in use by nobody, in one transaction: all of it is there
 * afterwards, or nothing.
 *
 * @throws {Error} what is wrong with the rows, or with the database.
 */
export async function loadRows(url: string, { tables, sequences, rows }: Load): Promise<Loaded> {
  const client = await connect(url)
  try {
    await client.query('BEGIN')
    const targets = new Map<string, Target>()
    for (const table of tables) {
      const target = await targetOf(client, table)
      if (target) targets.set(table.name, target)
    }
    const own = [...targets.keys()].filter((name) => name !== JOBS)
    const names = own.map(quoted).join(', ')
    await client.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`)
    await refuseInUse(client)
    const rejoin = await takeApart(client, own)
    // What migrations put there comes with the rows, as the site has changed it since.
    await client.query(`TRUNCATE ${names}`)
    const count = await insertAll(client, targets, rows)
    for (const { name, value } of sequences)
      await client.query('SELECT setval(to_regclass($1), $2)', [quoted(name), value])
    await rejoin()
    await client.query('COMMIT')
    await client.query('ANALYZE')
    const left_out = tables.map(({ name }) => name).filter((name) => !targets.has(name))
    return { rows: count, left_out }
  } finally {
    // Drops the transaction where it was not committed.
    await client.end().catch(() => undefined)
  }
}

interface Target {
  /** INSERT … of a JSON array of rows, each an array of texts. */
  readonly statement: string
}

/** How rows of a table are put in; undefined where the database has no such table. */
async function targetOf(
  client: pg.ClientBase,
  { name, columns }: TableShape,
): Promise<Target | undefined> {
  const types = await readColumns(client, name)
  if (types.size === 0) return undefined
  // The queue's table is made by the queue's library, of whatever version.
  const known = columns
    .map((column, index) => ({ column, index, type: types.get(column) }))
    .filter(({ type }) => name !== JOBS || type !== undefined)
  const unknown = known.find(({ type }) => type === undefined)
  if (unknown) throw new Error(`${name} has no column ${unknown.column}`)
  const values = known.map(({ index, type }) => `(r.one ->> ${index})::${type}`)
  // Kinds of jobs that are done no more have no queue.
  const which =
    name === JOBS
      ? ` WHERE r.one ->> ${columns.indexOf('name')} IN (SELECT name FROM pgboss.queue)`
      : ''
  return {
    statement:
      `INSERT INTO ${quoted(name)} (${known.map(({ column }) => quoted(column)).join(', ')}) ` +
      `OVERRIDING SYSTEM VALUE SELECT ${values.join(', ')} ` +
      `FROM jsonb_array_elements($1::jsonb) AS r (one)${which}`,
  }
}

/**
 * Foreign keys are taken off, as rows come table by table, and triggers rest: what they would do
 * has been done to these rows.
 *
 * @returns what puts all of it back, which proves the keys of all rows.
 */
async function takeApart(client: pg.ClientBase, tables: readonly string[]) {
  const { rows: keys } = await client.query<{ of: string; name: string; definition: string }>(`
    SELECT conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conparentid = 0`)
  for (const { of, name } of keys)
    await client.query(`ALTER TABLE ${of} DROP CONSTRAINT ${quoted(name)}`)
  for (const table of tables)
    await client.query(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER USER`)
  return async () => {
    for (const table of tables)
      await client.query(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER USER`)
    for (const { of, name, definition } of keys)
      await client.query(`ALTER TABLE ${of} ADD CONSTRAINT ${quoted(name)} ${definition}`)
  }
}

async function insertAll(
  client: pg.ClientBase,
  targets: ReadonlyMap<string, Target>,
  parts: AsyncIterable<RowsOfTable>,
): Promise<number> {
  let count = 0
  for await (const { table, rows } of parts) {
    const target = targets.get(table)
    if (!target) continue
    const { rowCount } = await client.query(target.statement, [JSON.stringify(rows)])
    count += rowCount ?? 0
  }
  return count
}
