import { type Insertable, sql, type Updateable } from 'kysely'
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

export const setPasswordHash = (trx: Trx, user_id: number, password_hash: string) =>
  trx.updateTable('users').set({ password_hash }).where('id', '=', user_id).execute()

/** Who never chose a name has their number as one: it goes along. */
export async function replaceMobile(
  trx: Trx,
  { user_id, before, after }: { user_id: number; before: string; after: string },
): Promise<void> {
  await trx
    .updateTable('users')
    .set({ mobile: after, name: sql`CASE WHEN name = ${before} THEN ${after} ELSE name END` })
    .where('id', '=', user_id)
    .execute()
}

export const insertSession = (db: Db, session: Insertable<Tables['sessions']>) =>
  db.insertInto('sessions').values(session).execute()

export const updateSession = (
  db: Db,
  token_hash: string,
  use: Updateable<Pick<Tables['sessions'], 'expires_at' | 'used_at' | 'device' | 'place'>>,
) => db.updateTable('sessions').set(use).where('token_hash', '=', token_hash).execute()

const SESSIONS_LISTED_MAX = 100

export const findSessionsOf = (db: Db, user_id: number, now: Date) =>
  db
    .selectFrom('sessions')
    .select(['id', 'token_hash', 'device', 'place', 'created_at', 'used_at'])
    .where('user_id', '=', user_id)
    .where('expires_at', '>', now)
    .where('ends_at', '>', now)
    .orderBy('used_at', 'desc')
    .orderBy('id', 'desc')
    .limit(SESSIONS_LISTED_MAX)
    .execute()

export async function deleteSession(db: Db, user_id: number, id: number): Promise<boolean> {
  const deleted = await db
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('user_id', '=', user_id)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

export const deleteOtherSessions = (db: Db, user_id: number, token_hash: string) =>
  db
    .deleteFrom('sessions')
    .where('user_id', '=', user_id)
    .where('token_hash', '<>', token_hash)
    .execute()

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
    SELECT token_hash, user_id, expires_at, ends_at, used_at
    FROM sessions
    WHERE token_hash = ANY ($1::text[])
      AND expires_at > $2::timestamptz AND ends_at > $2::timestamptz`,
}
