import type { Insertable } from 'kysely'
import type { Db, Tables, Trx } from '../../schema.ts'

export const insertChallenge = (db: Db, challenge: Tables['passkey_challenges']) =>
  db.insertInto('passkey_challenges').values(challenge).execute()

/** Whether it was given out for this, and for the first time: it is nobody's afterwards. */
export async function spendChallenge(
  db: Db,
  { challenge, user_id, now }: { challenge: string; user_id: number | null; now: Date },
): Promise<boolean> {
  const spent = await db
    .deleteFrom('passkey_challenges')
    .where('challenge', '=', challenge)
    .where('user_id', 'is not distinct from', user_id)
    .where('expires_at', '>', now)
    .returning('challenge')
    .executeTakeFirst()
  return spent !== undefined
}

export const deleteChallenges = (db: Db, now: Date) =>
  db.deleteFrom('passkey_challenges').where('expires_at', '<=', now).execute()

/** Oldest first. */
export const findPasskeys = (db: Db, user_id: number) =>
  db.selectFrom('passkeys').selectAll().where('user_id', '=', user_id).orderBy('id').execute()

export const findPasskey = (db: Db, credential_id: string) =>
  db
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', credential_id)
    .executeTakeFirst()

export const insertPasskey = (trx: Trx, passkey: Insertable<Tables['passkeys']>) =>
  trx.insertInto('passkeys').values(passkey).returning('id').executeTakeFirstOrThrow()

/** Locks a person's keys until the transaction ends; returns how many there are. */
export async function countPasskeys(trx: Trx, user_id: number): Promise<number> {
  await trx.selectFrom('users').select('id').where('id', '=', user_id).forNoKeyUpdate().execute()
  const keys = await trx
    .selectFrom('passkeys')
    .select('id')
    .where('user_id', '=', user_id)
    .execute()
  return keys.length
}

/** Whether the counter was not further already: a copy of a key falls behind. */
export async function usePasskey(
  trx: Trx,
  { id, before, counter, used_at }: { id: number; before: number; counter: number; used_at: Date },
): Promise<boolean> {
  const used = await trx
    .updateTable('passkeys')
    .set({ counter, used_at })
    .where('id', '=', id)
    .where('counter', '=', before)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

export async function renamePasskey(db: Db, user_id: number, id: number, name: string) {
  const renamed = await db
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('user_id', '=', user_id)
    .returning('id')
    .executeTakeFirst()
  return renamed !== undefined
}

export async function deletePasskey(db: Db, user_id: number, id: number): Promise<boolean> {
  const deleted = await db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('user_id', '=', user_id)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

export const deletePasskeysOf = (trx: Trx, user_id: number) =>
  trx.deleteFrom('passkeys').where('user_id', '=', user_id).execute()
