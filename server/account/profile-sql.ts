import { sql } from 'kysely'
import type { Db, Trx } from '../schema.ts'

export const findUser = (db: Db, user_id: number) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'mobile', 'avatar_url', 'real_name', 'id_card', 'created_at'])
    .where('id', '=', user_id)
    .executeTakeFirstOrThrow()

/** The name as names are compared. */
export async function lookOf(db: Db, name: string): Promise<string> {
  const { rows } = await sql<{ look: string }>`SELECT name_look(${name}) AS look`.execute(db)
  return rows[0]?.look ?? name
}

export const setName = (trx: Trx, user_id: number, name: string) =>
  trx.updateTable('users').set({ name }).where('id', '=', user_id).execute()

/** Sets the avatar and returns the one before; of two at once, the second sees the first's. */
export async function replaceAvatar(
  trx: Trx,
  user_id: number,
  avatar_url: string,
): Promise<string> {
  const before = await trx
    .selectFrom('users')
    .select('avatar_url')
    .where('id', '=', user_id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  await trx.updateTable('users').set({ avatar_url }).where('id', '=', user_id).execute()
  return before.avatar_url
}

/** Whether the real name was set: it is, once. */
export async function setRealName(
  db: Db,
  user_id: number,
  person: { readonly real_name: string; readonly id_card: string },
): Promise<boolean> {
  const set = await db
    .updateTable('users')
    .set(person)
    .where('id', '=', user_id)
    .where('id_card', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return set !== undefined
}
