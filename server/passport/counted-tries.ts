import { sql } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { CountTries } from '../platform/tries.ts'
import type { Db } from '../schema.ts'

/** Tries counted in the database: the same for every server on it, at the price of a write each. */
export function countInDatabase(db: Db, clock: Clock): CountTries {
  return {
    async count(subject, window_ms) {
      const now = clock.now()
      const over = sql`counted_tries.window_until <= ${now}`
      const row = await db
        .insertInto('counted_tries')
        .values({ subject, tries: 1, window_until: new Date(now.getTime() + window_ms) })
        .onConflict((conflict) =>
          conflict.column('subject').doUpdateSet({
            tries: sql`CASE WHEN ${over} THEN 1 ELSE counted_tries.tries + 1 END`,
            window_until: sql`CASE WHEN ${over} THEN excluded.window_until ELSE counted_tries.window_until END`,
          }),
        )
        .returning('tries')
        .executeTakeFirstOrThrow()
      return row.tries
    },
    async takeBack(subject) {
      await db
        .updateTable('counted_tries')
        .set({ tries: sql`greatest(tries - 1, 0)` })
        .where('subject', '=', subject)
        .execute()
    },
    async forget(subject) {
      await db.deleteFrom('counted_tries').where('subject', '=', subject).execute()
    },
  }
}

export async function pruneTries(db: Db, clock: Clock): Promise<void> {
  await db.deleteFrom('counted_tries').where('window_until', '<=', clock.now()).execute()
}
