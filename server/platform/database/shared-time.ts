import { type Kysely, sql } from 'kysely'

/** How often the shared time is read, as long as it is used at all. */
const READ_EVERY_MS = 10_000
/** An answer that took longer is not exact enough to be used. */
const ANSWER_MS_MAX = 1_000
/** A difference that is corrected at once; a greater one is a jump. */
const STEP_MS_MAX = 5_000
/** For how long a jump must last before it is believed. */
const JUMP_LASTS_MS = 60_000

export interface TimeSource {
  /** Milliseconds since 1970 by the clock that all servers share. */
  readonly read_ms: () => Promise<number>
  /** Milliseconds that only ever grow, whatever is done to this machine's clock. */
  readonly elapsed_ms: () => number
  /** Called for each jump, and again once it has lasted long enough to be believed. */
  readonly report: (jumped_ms: number, believed: boolean) => void
}

/**
 * The time of the site: that of its database, carried on from answer to answer by what has elapsed
 * here. So a server whose own clock is wrong does no harm, nor does a clock that jumps and comes
 * back: a jump counts only once it has lasted a minute.
 */
export async function createSharedTime({
  read_ms,
  elapsed_ms,
  report,
}: TimeSource): Promise<() => Date> {
  /** The shared time when nothing had elapsed here yet. */
  const readOrigin = async () => {
    const read_at_ms = elapsed_ms()
    const shared_ms = await read_ms()
    const took_ms = elapsed_ms() - read_at_ms
    return { took_ms, origin_ms: shared_ms - read_at_ms - took_ms / 2 }
  }

  let { origin_ms } = await readOrigin()
  let read_at_ms = elapsed_ms()
  let jump: { readonly origin_ms: number; readonly since_ms: number } | undefined

  const update = async () => {
    const measured = await readOrigin()
    if (measured.took_ms > ANSWER_MS_MAX) return
    const jumped_ms = measured.origin_ms - origin_ms
    if (Math.abs(jumped_ms) > STEP_MS_MAX) {
      if (!jump || Math.abs(measured.origin_ms - jump.origin_ms) > STEP_MS_MAX) {
        jump = { origin_ms: measured.origin_ms, since_ms: elapsed_ms() }
        report(jumped_ms, false)
      }
      if (elapsed_ms() - jump.since_ms < JUMP_LASTS_MS) return
      report(jumped_ms, true)
    }
    jump = undefined
    origin_ms = measured.origin_ms
  }

  return () => {
    const now_ms = elapsed_ms()
    if (now_ms - read_at_ms >= READ_EVERY_MS) {
      read_at_ms = now_ms
      // Whoever needs the database reports that it is unavailable; time goes on without it.
      update().catch(() => undefined)
    }
    return new Date(origin_ms + now_ms)
  }
}

/** Milliseconds since 1970 by the database's clock. */
export async function readDatabaseTime<Tables>(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ now_ms: number }>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_ms`.execute(db)
  return Number(rows[0]?.now_ms)
}
