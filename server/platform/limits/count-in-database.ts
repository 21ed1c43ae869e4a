import { type Kysely, type QueryExecutorProvider, sql } from 'kysely'
import type { Clock } from '../database/clock.ts'
import type { RunStatement, Statement } from '../database/database.ts'
import type { CountTries } from './tries.ts'

const COUNT: Statement = {
  name: 'count_try',
  writes: true,
  text: `
    INSERT INTO counted_tries AS known (subject, tries, window_until)
    VALUES ($1, 1, $2::timestamptz + $3::double precision * interval '1 millisecond')
    ON CONFLICT (subject) DO UPDATE SET
      tries = CASE WHEN known.window_until <= $2 THEN 1 ELSE known.tries + 1 END,
      window_until = CASE WHEN known.window_until <= $2 THEN excluded.window_until
        ELSE known.window_until END
    RETURNING tries`,
}

const TAKE_BACK: Statement = {
  name: 'take_back_try',
  writes: true,
  text: 'UPDATE counted_tries SET tries = greatest(tries - 1, 0) WHERE subject = $1',
}

const FORGET: Statement = {
  name: 'forget_tries',
  writes: true,
  text: 'DELETE FROM counted_tries WHERE subject = $1',
}

/** Tries counted in the database: the same for every server on it, at the price of a write each. */
export function countInDatabase(run: RunStatement, clock: Clock): CountTries {
  return {
    async count(subject, window_ms) {
      const now = clock.now().toISOString()
      const rows = await run<{ tries: number }>(COUNT, [subject, now, window_ms])
      return rows[0]?.tries ?? 1
    },
    takeBack: async (subject) => void (await run(TAKE_BACK, [subject])),
    forget: async (subject) => void (await run(FORGET, [subject])),
  }
}

export async function pruneTries<Tables>(db: Kysely<Tables>, clock: Clock): Promise<void> {
  await sql`DELETE FROM counted_tries WHERE window_until <= ${clock.now()}`.execute(db)
}

/** Forgets what was tried at this number or address, as `login:13900000001`. */
export async function forgetTriesAt(db: QueryExecutorProvider, value: string): Promise<void> {
  const ending = `:${value}`
  await sql`
    DELETE FROM counted_tries WHERE right(subject, ${ending.length}) = ${ending}`.execute(db)
}
