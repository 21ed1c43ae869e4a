import type { Db, Trx } from '../../schema.ts'

export async function findDue(db: Db, now: Date, limit: number): Promise<readonly number[]> {
  const due = await db
    .selectFrom('account_deletions')
    .select('user_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return due.map(({ user_id }) => user_id)
}

/** Undefined where another server is at it, or the person has come back. */
export async function lockLeaving(trx: Trx, user_id: number, now: Date) {
  const person = await trx
    .selectFrom('users')
    .select(['mobile', 'name', 'real_name', 'id_card'])
    .where('id', '=', user_id)
    .where('erased_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  const due = await trx
    .selectFrom('account_deletions')
    .select('user_id')
    .where('user_id', '=', user_id)
    .where('due_at', '<=', now)
    .executeTakeFirst()
  return due && person
}

export const putOff = async (trx: Trx, user_id: number, due_at: Date): Promise<void> =>
  void (await trx
    .updateTable('account_deletions')
    .set({ due_at })
    .where('user_id', '=', user_id)
    .execute())

export async function keepForRemoval(trx: Trx, urls: readonly string[], since: Date) {
  const rows = urls.filter((url) => url !== '').map((url) => ({ url, since }))
  if (rows.length === 0) return
  await trx
    .insertInto('file_removals')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function findRemovals(db: Db, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('file_removals')
    .select('url')
    .orderBy('since')
    .limit(limit)
    .execute()
  return rows.map(({ url }) => url)
}

export const deleteRemovals = (db: Db, urls: readonly string[]) =>
  db.deleteFrom('file_removals').where('url', 'in', urls).execute()
