import pg from 'pg'
import { COPYING_FILES_LOCK } from '../platform/files/copied-files.ts'
import {
  JOBS,
  quoted,
  readMigrations,
  readSequences,
  readTables,
  type SequenceValue,
  type TableShape,
} from './database-shape.ts'

/** Some rows of a table: each value as the database writes it, or null. */
export interface RowsOfTable {
  readonly table: string
  readonly rows: readonly (readonly (string | null)[])[]
}

/** One moment of a database. */
export interface Snapshot {
  readonly taken_at: string
  readonly migrations: readonly string[]
  readonly tables: readonly TableShape[]
  readonly sequences: readonly SequenceValue[]
  /** All rows of all tables, a bounded number at a time. */
  rows(): AsyncGenerator<RowsOfTable>
  /** Lets the database forget the moment; files are kept until `close`. */
  endReading(): Promise<void>
  /** @throws {Error} where the connection broke, so that files may have been removed. */
  finish(): Promise<void>
  close(): Promise<void>
}

const CONNECT_MS_MAX = 10_000
const LOCK_WAIT = '30s'
/** Rows of texts at their longest still take a few MB. */
const ROWS_AT_ONCE = 250
const LOCK_NOT_AVAILABLE = '55P03'

/** Values are written so that any Postgres reads them back as the same. */
const SETTINGS = `
  SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
  SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET timezone = 'UTC';
  SET extra_float_digits = 1; SET bytea_output = 'hex'; SET lock_timeout = '${LOCK_WAIT}'`

/** A connection of its own, which a long piece of work has for itself. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'ihome backup',
    connectionTimeoutMillis: CONNECT_MS_MAX,
    keepAlive: true,
  })
  // What breaks is told by the query that waits.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(SETTINGS)
  return client
}

/**
 * One moment of the database at `url`, while others write to it. Until it is closed no server
 * removes a file, so that each that the moment names can be copied.
 *
 * @param writes `held`: nobody writes to the tables until it is closed.
 */
export async function openSnapshot(
  url: string,
  { writes }: { readonly writes: 'go on' | 'held' },
): Promise<Snapshot> {
  const client = await connect(url)
  try {
    await keepFiles(client)
    // The first statement that reads takes the moment: the locks come before it.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    if (writes === 'held') await holdWrites(client, url)
    const { rows: now } = await client.query<{ at: string }>(
      `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at`,
    )
    const migrations = await readMigrations(client)
    if (migrations.length === 0) throw new Error('the database holds no ihome site')
    const tables = await readTables(client)
    // After the moment: no row of it has a number that is still to be given out.
    const sequences = await readSequences(client)
    return {
      taken_at: String(now[0]?.at),
      migrations,
      tables,
      sequences,
      rows: () => readRows(client, tables),
      endReading: async () => void (await client.query('COMMIT')),
      finish: async () =>
        void (await client.query('SELECT pg_advisory_unlock($1)', [COPYING_FILES_LOCK])),
      close: () => client.end().catch(() => undefined),
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/** Connections of others to the database at `url`. */
export async function countOthers(url: string): Promise<number> {
  const client = await connect(url)
  try {
    const { rows } = await client.query<{ count: string }>(`
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND backend_type = 'client backend' AND pid <> pg_backend_pid()`)
    return Number(rows[0]?.count)
  } finally {
    await client.end()
  }
}

async function keepFiles(client: pg.Client): Promise<void> {
  try {
    await client.query('SELECT pg_advisory_lock($1)', [COPYING_FILES_LOCK])
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error
    throw new Error('another backup of this site is under way; wait for its end')
  }
}

/** On a connection of its own: reading the names would take the moment before the locks. */
async function holdWrites(client: pg.Client, url: string): Promise<void> {
  const other = await connect(url)
  const tables = await readTables(other).finally(() => other.end())
  if (tables.length === 0) return
  const names = tables.map(({ name }) => quoted(name)).join(', ')
  await client.query(`LOCK TABLE ${names} IN SHARE MODE`)
}

async function* readRows(
  client: pg.Client,
  tables: readonly TableShape[],
): AsyncGenerator<RowsOfTable> {
  for (const { name, columns } of tables) {
    const wanted = columns.map((column) => `${quoted(column)}::text`).join(', ')
    // Jobs that are done are history.
    const which = name === JOBS ? ` WHERE state < 'completed'` : ''
    await client.query(
      `DECLARE site_rows NO SCROLL CURSOR FOR SELECT ${wanted} FROM ${quoted(name)}${which}`,
    )
    for (;;) {
      const { rows } = await client.query<(string | null)[]>({
        text: `FETCH ${ROWS_AT_ONCE} FROM site_rows`,
        rowMode: 'array',
      })
      if (rows.length === 0) break
      yield { table: name, rows }
    }
    await client.query('CLOSE site_rows')
  }
}
