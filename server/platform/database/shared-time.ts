import { type Kysely, sql } from 'kysely'

/** How often the shared time is asked for, while anybody asks what time it is. */
const ASK_EVERY_MS = 10_000
/** An answer that took longer tells too little. */
const ANSWER_MS_MAX = 1_000
/** A difference that is corrected at once; a greater one is a jump. */
const STEP_MS_MAX = 5_000
/** For how long a jump must last before it is believed. */
const JUMP_LASTS_MS = 60_000

export interface TimeSource {
  /** Milliseconds since 1970 by the clock that all servers share. */
  readonly ask: () => Promise<number>
  /** Milliseconds that only ever grow, whatever is done to this machine's clock. */
  readonly elapsed_ms: () => number
  /** Hears of jumps, and of those that were believed in the end. */
  readonly report: (jumped_ms: number, believed: boolean) => void
}

/**
 * The time of the site: that of its database, carried on from answer to answer by what has elapsed
 * here. So a server whose own clock is wrong does no harm, nor does a clock that jumps and comes
 * back: a jump counts only once it has lasted a minute.
 */
export async function shareTime({ ask, elapsed_ms, report }: TimeSource): Promise<() => Date> {
  /** The shared time when nothing had elapsed here yet. */
  const askOrigin = async () => {
    const asked_ms = elapsed_ms()
    const shared_ms = await ask()
    const took_ms = elapsed_ms() - asked_ms
    return { took_ms, origin_ms: shared_ms - asked_ms - took_ms / 2 }
  }

  let { origin_ms } = await askOrigin()
  let asked_ms = elapsed_ms()
  let jump: { readonly origin_ms: number; readonly since_ms: number } | undefined

  const follow = async () => {
    const seen = await askOrigin()
    if (seen.took_ms > ANSWER_MS_MAX) return
    const jumped_ms = seen.origin_ms - origin_ms
    if (Math.abs(jumped_ms) > STEP_MS_MAX) {
      if (!jump || Math.abs(seen.origin_ms - jump.origin_ms) > STEP_MS_MAX) {
        jump = { origin_ms: seen.origin_ms, since_ms: elapsed_ms() }
        report(jumped_ms, false)
      }
      if (elapsed_ms() - jump.since_ms < JUMP_LASTS_MS) return
      report(jumped_ms, true)
    }
    jump = undefined
    origin_ms = seen.origin_ms
  }

  return () => {
    const now_ms = elapsed_ms()
    if (now_ms - asked_ms >= ASK_EVERY_MS) {
      asked_ms = now_ms
      // A database that is away is told of by whoever needs it; time goes on without it.
      follow().catch(() => undefined)
    }
    return new Date(origin_ms + now_ms)
  }
}

/** Milliseconds since 1970 by the database's clock. */
export async function askDatabaseTime<Tables>(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ now_ms: number }>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_ms`.execute(db)
  return Number(rows[0]?.now_ms)
}
