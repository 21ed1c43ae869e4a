import { Refusal } from '../../../contract/refusals.ts'
import { createBatch } from './batch.ts'
import { type Database, isUnavailable, type RunStatement, type Statement } from './database.ts'

const LOOKUP_LIMITS = { size_max: 1_000, length_max: 5_000, wait_ms_max: 2_000, runs_max: 1 }
/** How long a replica that could not be reached is left alone. */
const REST_MS = 5_000

/** A place in the primary's log, as Postgres writes it, e.g. `16/B374D848`. */
export type LogPosition = string

/** Later than any other: whoever carries it reads from the primary. */
export const END_OF_LOG: LogPosition = 'FFFFFFFF/FFFFFFFF'

/** Where reads that may be a moment old are answered. */
export interface Reads<Tables> {
  readonly has_replica: boolean
  /**
   * Runs `work` on the replica if it has come as far as `wrote`, on the primary otherwise. Work
   * that fails on the replica runs again on the primary, so it must only read.
   */
  answer<Result>(
    wrote: LogPosition | undefined,
    work: (database: Database<Tables>) => Promise<Result>,
  ): Promise<Result>
  /** A place in the primary's log behind everything that is committed by now. */
  position(): Promise<LogPosition>
}

const FIND_WRITTEN: Statement = {
  name: 'find_written_position',
  writes: false,
  text: 'SELECT pg_current_wal_insert_lsn()::text AS position',
}

/** null where the database is no replica. */
const FIND_REPLAYED: Statement = {
  name: 'find_replayed_position',
  writes: false,
  text: 'SELECT pg_last_wal_replay_lsn()::text AS position',
}

/** All reads go to the one database there is. */
export const readFromPrimary = <Tables>(primary: Database<Tables>): Reads<Tables> => ({
  has_replica: false,
  answer: (_wrote, work) => work(primary),
  position: async () => END_OF_LOG,
})

/** `report` hears when the replica fails. */
export function readFromReplica<Tables>(
  primary: Database<Tables>,
  replica: Database<Tables>,
  report: (error: unknown) => void,
): Reads<Tables> {
  const findWritten = createLookup(primary.run, FIND_WRITTEN)
  const findReplayed = createLookup(replica.run, FIND_REPLAYED)
  let rests_until_ms = 0

  const hasReached = async (wrote: LogPosition) => {
    const replayed = await findReplayed()
    return replayed !== null && offsetOf(replayed) >= offsetOf(wrote)
  }

  return {
    has_replica: true,
    position: async () => (await findWritten()) ?? END_OF_LOG,
    async answer(wrote, work) {
      if (performance.now() < rests_until_ms) return work(primary)
      try {
        if (wrote === undefined || (await hasReached(wrote))) return await work(replica)
      } catch (error) {
        if (error instanceof Refusal && error.refusal !== 'overloaded') throw error
        if (isUnavailable(error)) rests_until_ms = performance.now() + REST_MS
        report(error)
      }
      return work(primary)
    },
  }
}

/** Requests that come together ask once: the answer is from after each of them began to ask. */
function createLookup(run: RunStatement, statement: Statement) {
  const lookups = createBatch<undefined, LogPosition | null>(LOOKUP_LIMITS, async (items) => {
    const [row] = await run<{ position: LogPosition | null }>(statement, [])
    return items.map(() => row?.position ?? null)
  })
  return () => lookups.submit(undefined)
}

function offsetOf(position: LogPosition): bigint {
  const [high = '', low = ''] = position.split('/')
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}
