import type { Insertable } from 'kysely'
import type { Statement } from '../platform/database/database.ts'
import type { Db, Tables, Trx } from '../schema.ts'

export const findUserByMobile = (db: Db, mobile: string) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'password_hash'])
    .where('mobile', '=', mobile)
    .executeTakeFirst()

export interface NewUser {
  readonly mobile: string
  readonly name: string
  readonly password_hash: string
  readonly created_at: Date
}

/** Undefined where the mobile number or the name is taken; waits for whoever is just taking it. */
export const insertUser = (trx: Trx, user: NewUser) =>
  trx
    .insertInto('users')
    .values(user)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()

export const FIND_USER_NAMES: Statement = {
  name: 'find_user_names',
  writes: false,
  text: 'SELECT id, name FROM users WHERE id = ANY ($1::bigint[])',
}

export async function findPasswordHash(db: Db, user_id: number): Promise<string> {
  const users = db.selectFrom('users').select('password_hash').where('id', '=', user_id)
  return (await users.executeTakeFirstOrThrow()).password_hash
}

/** Whether the password was still the one `before`. */
export async function replacePasswordHash(
  trx: Trx,
  change: { readonly user_id: number; readonly before: string; readonly after: string },
): Promise<boolean> {
  const replaced = await trx
    .updateTable('users')
    .set({ password_hash: change.after })
    .where('id', '=', change.user_id)
    .where('password_hash', '=', change.before)
    .returning('id')
    .executeTakeFirst()
  return replaced !== undefined
}

export const insertSession = (db: Db, session: Insertable<Tables['sessions']>) =>
  db.insertInto('sessions').values(session).execute()

export const extendSession = (db: Db, token_hash: string, expires_at: Date) =>
  db.updateTable('sessions').set({ expires_at }).where('token_hash', '=', token_hash).execute()

export const deleteSessions = (db: Db, token_hashes: readonly string[]) =>
  db.deleteFrom('sessions').where('token_hash', 'in', token_hashes).execute()

export const deleteSessionsOf = (db: Db, user_id: number) =>
  db.deleteFrom('sessions').where('user_id', '=', user_id).execute()

export const deleteExpired = (db: Db, now: Date) =>
  db.deleteFrom('sessions').where('expires_at', '<=', now).execute()

/** Many sessions at once: what each request needs, for all that are waiting. */
export const FIND_SESSIONS: Statement = {
  name: 'find_sessions',
  writes: false,
  text: `
    SELECT token_hash, user_id, expires_at, ends_at
    FROM sessions
    WHERE token_hash = ANY ($1::text[])
      AND expires_at > $2::timestamptz AND ends_at > $2::timestamptz`,
}
