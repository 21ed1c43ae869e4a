import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { Db as BossHandle, ConstructorOptions, PgBoss } from 'pg-boss'
import type { Static, TObject } from 'typebox'
import type { Database } from '../database/database.ts'

/** Where pg-boss keeps its tables; it makes and migrates them itself. */
export const JOBS_SCHEMA = 'pgboss'

/**
 * Work that is done after the request that asked for it, by whichever server comes first.
 *
 * What fails too often is kept as a dead letter, in a queue of its own with `-dead` after the name:
 *
 *     SELECT name, created_on, source_retry_count, source_output, data
 *     FROM pgboss.job WHERE name LIKE '%-dead' ORDER BY created_on DESC;
 */
export interface JobKind<Payload extends TObject = TObject> {
  readonly name: string
  readonly payload: Payload
  readonly tries_max: number
  /** Before the second try; doubled before each one after it. */
  readonly retry_wait_s: number
  /** A try that is not over by then has died with its server, and the next one begins. */
  readonly try_s_max: number
  /** What no worker began by then is dropped. */
  readonly wait_s_max: number
  /** How long a job's row is kept when it is done. */
  readonly keep_done_s: number
  readonly keep_dead_s: number
}

export const deadLettersOf = (kind: JobKind): string => `${kind.name}-dead`

/** Puts jobs beside the rows of a transaction: they are there when those are. */
export type SendJobs = <Payload extends TObject>(
  kind: JobKind<Payload>,
  ...payloads: Static<Payload>[]
) => Promise<void>

export interface JobSender<Tables> {
  /** Runs `work` in one transaction, in which it may send jobs. */
  transaction<Result>(
    work: (trx: Transaction<Tables>, send: SendJobs) => Promise<Result>,
  ): Promise<Result>
  close(): Promise<void>
}

/** Opens the queue when the first job is sent: a server that sends none does not load it. */
export function createJobSender<Tables>(
  database: Database<Tables>,
  kinds: readonly JobKind[],
  report: (error: Error) => void,
): JobSender<Tables> {
  let opened: Promise<PgBoss> | undefined
  const open = () => {
    opened ??= openBoss(database, kinds, report, { supervise: false }).catch((error) => {
      opened = undefined
      throw error
    })
    return opened
  }
  return {
    async transaction(work) {
      // Before the transaction: opening it takes a connection of its own.
      const boss = await open()
      return database.kysely.transaction().execute((trx) =>
        work(trx, async (kind, ...payloads) => {
          const sent = payloads.map((data) => ({ data }))
          await boss.insert(kind.name, sent, { db: handleOf(trx) })
        }),
      )
    },
    async close() {
      const boss = await opened?.catch(() => undefined)
      await boss?.stop({ graceful: false })
    },
  }
}

/**
 * pg-boss on our own connections, with the queues of all kinds made. Its clock is the database's.
 *
 * @throws {Error} when the database is away; nothing is left open then.
 */
export async function openBoss<Tables>(
  database: Database<Tables>,
  kinds: readonly JobKind[],
  report: (error: Error) => void,
  options: ConstructorOptions,
): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    ...options,
    db: {
      executeSql: async (text, values = []) =>
        values.length > 0
          ? handleOf(database.kysely).executeSql(text, values)
          : { rows: await database.runScript(text) },
    },
    schema: JOBS_SCHEMA,
    schedule: false,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', report)
  try {
    await boss.start()
    for (const kind of kinds) await createQueues(boss, kind)
    return boss
  } catch (error) {
    await boss.stop({ graceful: false })
    throw error
  }
}

/** A queue that is there already is brought to what its kind says now. */
async function createQueues(boss: PgBoss, kind: JobKind): Promise<void> {
  const options = {
    retryLimit: kind.tries_max - 1,
    retryDelay: kind.retry_wait_s,
    retryBackoff: true,
    expireInSeconds: kind.try_s_max,
    retentionSeconds: kind.wait_s_max,
    deleteAfterSeconds: kind.keep_done_s,
    deadLetter: deadLettersOf(kind),
  }
  await boss.createQueue(deadLettersOf(kind), { retentionSeconds: kind.keep_dead_s })
  await boss.createQueue(kind.name, options)
  await boss.updateQueue(deadLettersOf(kind), { retentionSeconds: kind.keep_dead_s })
  await boss.updateQueue(kind.name, options)
}

const handleOf = <Tables>(db: Kysely<Tables>): BossHandle => ({
  async executeSql(text, values = []) {
    const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...values]))
    return { rows }
  },
})
