import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database, RunStatement, Statement } from './database.ts'

const CONNECTIONS_MAX = 10
const CONNECT_MS_MAX = 5_000
const STATEMENT_MS_MAX = 10_000
/** A database that hangs ends no statement by itself. */
const ANSWER_MS_MAX = STATEMENT_MS_MAX + 2_000
const IDLE_MS_MAX = 30_000
/** A migration takes as long as it takes; timers know no longer wait than this one. */
const SCRIPT_MS_MAX = 2 ** 31 - 1

/** Of `bigint[]`, which pg has no name for. */
const INT8_ARRAY_OID = 1016
/** `{1,2,3}`: never nested, and without nulls. */
const readNumbers = (text: string): number[] => JSON.parse(`[${text.slice(1, -1)}]`)

const parsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return Number
    if (oid === INT8_ARRAY_OID) return readNumbers
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format)
  },
} as pg.CustomTypesConfig

/** How long a server is waited for before it counts as away. */
interface Timeouts {
  readonly connect_ms_max: number
  readonly answer_ms_max: number
}

const TIMEOUTS: Timeouts = { connect_ms_max: CONNECT_MS_MAX, answer_ms_max: ANSWER_MS_MAX }

/** A replica can be done without, so it is not waited for long. */
export const REPLICA_TIMEOUTS: Timeouts = { connect_ms_max: 1_000, answer_ms_max: 3_000 }

/** A Postgres server, version 15 or newer. `report` hears of connections that broke while idle. */
export function openPostgres<Tables>(
  url: string,
  report: (error: Error) => void = () => undefined,
  { connect_ms_max, answer_ms_max }: Timeouts = TIMEOUTS,
): Database<Tables> {
  const options: pg.ClientConfig = {
    connectionString: url,
    application_name: 'ihome',
    connectionTimeoutMillis: connect_ms_max,
    query_timeout: answer_ms_max,
    statement_timeout: STATEMENT_MS_MAX,
    idle_in_transaction_session_timeout: STATEMENT_MS_MAX,
    keepAlive: true,
    types: parsers,
    // Costs of statements that stop early are estimated to their end: compiling takes far longer
    // than any of them, and one visitor's search would take every core.
    options: '-c jit=off -c max_parallel_workers_per_gather=0',
  }
  const pool = new pg.Pool({ ...options, max: CONNECTIONS_MAX, idleTimeoutMillis: IDLE_MS_MAX })
  pool.on('error', report)
  // The pool listens to idle connections alone; one that breaks between two statements of a
  // transaction would end the process.
  pool.on('connect', (client) => client.on('error', report))
  // Several, so that a read never waits behind a commit, nor a look-up behind a page.
  const reads = openHotConnection(options, report)
  const pages = openHotConnection(options, report)
  const writes = openHotConnection(options, report)
  const connectionFor = (statement: Statement) => {
    if (statement.writes) return writes
    return statement.pages ? pages : reads
  }

  return {
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    run: (statement, values) =>
      statement.long
        ? runPooled(pool, statement, values)
        : connectionFor(statement).run(statement, values),
    inScript: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        const result = await work({
          script: async (text) => void (await client.query(withoutTimeout(text))),
          query: async (text, values = []) =>
            (await client.query(withoutTimeout(text), [...values])).rows,
        })
        await client.query('COMMIT')
        client.release()
        return result
      } catch (error) {
        // Dropping the connection rolls back, whatever state it is in.
        client.release(true)
        throw error
      }
    },
    runScript: async <Row>(text: string) => {
      const client = await pool.connect()
      try {
        const result = await client.query(text)
        client.release()
        return [result].flat().flatMap(({ rows }) => rows as Row[])
      } catch (error) {
        client.release(true)
        throw error
      }
    },
    pool: () => ({
      in_use: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: async () => {
      await Promise.all([...[reads, pages, writes].map((one) => one.close()), pool.end()])
    },
  }
}

/** Prepared once by each connection of the pool. */
async function runPooled<Row>(
  pool: pg.Pool,
  { name, text }: Statement,
  values: readonly unknown[],
) {
  const { rows } = await pool.query({ name, text, values: [...values] })
  return rows as Row[]
}

/** The types leave out that a query may have a time of its own. */
const withoutTimeout = (text: string): pg.QueryConfig =>
  ({ text, query_timeout: SCRIPT_MS_MAX }) as pg.QueryConfig

/**
 * Statements of these connections are written for one plan, whatever their values. Left to itself
 * the planner may think that another plan for each value is worth it, and plan every time: for a
 * page of orders that took longer than reading it.
 */
const PLAN_ONCE = 'SET plan_cache_mode = force_generic_plan'

/** One pipelined connection, opened when first used and again after it broke. */
function openHotConnection(options: pg.ClientConfig, report: (error: Error) => void) {
  let current: Promise<pg.Client> | undefined

  const open = () => {
    const client = new pg.Client({ ...options, pipeline: true })
    const connected = client
      .connect()
      .then(() => client.query(PLAN_ONCE))
      .then(() => client)
    const drop = () => {
      if (current === connected) current = undefined
    }
    client.on('end', drop)
    client.on('error', (error) => {
      drop()
      report(error)
    })
    connected.catch(drop)
    return connected
  }

  const run: RunStatement = async <Row>(statement: Statement, values: readonly unknown[]) => {
    current ??= open()
    const client = await current
    const { name, text } = statement
    const result = await client.query({ name, text, values: [...values] })
    return result.rows as Row[]
  }

  return {
    run,
    close: async () => {
      const client = await current?.catch(() => undefined)
      current = undefined
      await client?.end()
    },
  }
}
