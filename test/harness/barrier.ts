import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '../../server/schema.ts'
import { withClient } from './postgres-server.ts'
import { until } from './until.ts'

const REACH_MS_MAX = 60_000
/** The first half of the key of each advisory lock that is a barrier; nobody else uses it. */
const LOCK_CLASS = 52_525

/** A server, as Postgres knows its connections. */
interface Named {
  readonly application_name: string
}

/**
 * A point in a transaction where the database stops it for as long as a test wants: what is to
 * happen at that moment then happens at that moment, on a machine however fast or slow.
 */
export interface Barrier {
  /** Stops whoever comes from now on; those that are past it are let end first. */
  hold(): Promise<void>
  /** Waits until so many connections, of one server or of any, stand there; their process ids. */
  untilReached(count: number, by?: Named): Promise<number[]>
  /** Lets all go on. It needs no database: where Postgres has crashed the barrier is open. */
  release(): Promise<void>
}

export interface BarrierPlace {
  readonly table: string
  /** What is done to one of its rows; absent: it is inserted. */
  readonly event?: 'INSERT' | 'UPDATE'
  /** Before the row is written, or when its transaction commits. */
  readonly moment: 'write' | 'commit'
  /** SQL of NEW; absent: for every row. */
  readonly when?: string
  /** Absent: for every server. */
  readonly of?: Named
}

let barriers = 0

/** Everybody takes the lock shared and goes on; the test holds it alone, and everybody waits. */
export async function placeBarrier(database_url: string, place: BarrierPlace): Promise<Barrier> {
  const id = ++barriers
  await withClient(database_url, (client) => client.query(triggerOf(id, place)))
  let holder: pg.Client | undefined
  return {
    async hold() {
      const client = new pg.Client({ connectionString: database_url })
      // It breaks when a race crashes Postgres.
      client.on('error', () => undefined)
      await client.connect()
      holder = client
      await client.query('SELECT pg_advisory_lock($1, $2)', [LOCK_CLASS, id])
    },
    untilReached: (count, by) =>
      withClient(database_url, async (client) => {
        let pids: number[] = []
        await until(`${count} transactions reach the ${place.moment}`, REACH_MS_MAX, async () => {
          const values = [LOCK_CLASS, id, by?.application_name ?? null]
          const { rows } = await client.query<{ pid: number }>(WAITING, values)
          pids = rows.map(({ pid }) => pid)
          return pids.length >= count
        })
        return pids
      }),
    async release() {
      // The lock goes with the session.
      await holder?.end().catch(() => undefined)
      holder = undefined
    },
  }
}

function triggerOf(id: number, place: BarrierPlace): string {
  const { table, event = 'INSERT', moment, when = 'true', of } = place
  const server = of ? `current_setting('application_name') = '${of.application_name}'` : 'true'
  const timing =
    moment === 'write'
      ? `CREATE TRIGGER barrier_${id} BEFORE ${event} ON ${table}`
      : `CREATE CONSTRAINT TRIGGER barrier_${id} AFTER ${event} ON ${table}
         DEFERRABLE INITIALLY DEFERRED`
  return `
    CREATE FUNCTION barrier_${id}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(${LOCK_CLASS}, ${id});
        RETURN NEW;
      END $$;
    ${timing} FOR EACH ROW WHEN (${when} AND ${server}) EXECUTE FUNCTION barrier_${id}();`
}

/** Waits until somebody, of one server or of any, wants a lock of this database that another holds. */
export const untilSomebodyWaits = (db: Db, by?: Named) =>
  until('somebody waits for a lock', REACH_MS_MAX, async () => {
    const { rows } = await sql`
      SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
        AND (${by?.application_name ?? null}::text IS NULL
          OR application_name = ${by?.application_name ?? null})`.execute(db)
    return rows.length > 0
  })

const WAITING = `
  SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND NOT granted
    AND mode = 'ShareLock' AND ($3::text IS NULL OR application_name = $3)
    AND datname = current_database()`
