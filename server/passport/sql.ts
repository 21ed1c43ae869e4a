import { sql } from 'kysely'
import type { Statement } from '../platform/database.ts'
import type { Db } from '../schema.ts'

export const findUserByMobile = (db: Db, mobile: string) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'password_hash'])
    .where('mobile', '=', mobile)
    .executeTakeFirst()

export const findUserName = (db: Db, user_id: number) =>
  db.selectFrom('users').select('name').where('id', '=', user_id).executeTakeFirst()

export const insertSession = (db: Db, token_hash: string, user_id: number, expires_at: Date) =>
  db.insertInto('sessions').values({ token_hash, user_id, expires_at }).execute()

export const extendSession = (db: Db, token_hash: string, expires_at: Date) =>
  db.updateTable('sessions').set({ expires_at }).where('token_hash', '=', token_hash).execute()

export const deleteSession = (db: Db, token_hash: string) =>
  db.deleteFrom('sessions').where('token_hash', '=', token_hash).execute()

export const deleteExpired = async (db: Db, now: Date) => {
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
  await db.deleteFrom('login_tries').where('window_until', '<=', now).execute()
}

/** Many sessions at once: what each request needs, for all that are waiting. */
export const FIND_SESSIONS: Statement = {
  name: 'find_sessions',
  writes: false,
  text: `
    SELECT token_hash, user_id, expires_at
    FROM sessions
    WHERE token_hash = ANY ($1::text[]) AND expires_at > $2::timestamptz`,
}

/** Counts a try before the password is looked at, so that many at once are counted too. */
export async function countTry(db: Db, mobile: string, now: Date, window_until: Date) {
  const row = await db
    .insertInto('login_tries')
    .values({ mobile, tries: 1, window_until })
    .onConflict((conflict) =>
      conflict.column('mobile').doUpdateSet({
        tries: sql`CASE WHEN login_tries.window_until <= ${now} THEN 1 ELSE login_tries.tries + 1 END`,
        window_until: sql`CASE WHEN login_tries.window_until <= ${now} THEN excluded.window_until ELSE login_tries.window_until END`,
      }),
    )
    .returning('tries')
    .executeTakeFirstOrThrow()
  return row.tries
}

export const forgetTries = (db: Db, mobile: string) =>
  db.deleteFrom('login_tries').where('mobile', '=', mobile).execute()
