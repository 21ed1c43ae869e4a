import { sql } from 'kysely'
import type { Language } from '../../rules/language.ts'
import type { Db, Trx } from '../schema.ts'

export const findAddress = (db: Db, user_id: number) =>
  db.selectFrom('mail_addresses').selectAll().where('user_id', '=', user_id).executeTakeFirst()

export interface PendingAddress {
  readonly user_id: number
  readonly language: Language
  readonly pending: string
  readonly pending_hash: string
  readonly pending_until: Date
}

/** In the place of one that was to be confirmed before. */
export const putPending = (trx: Trx, row: PendingAddress) =>
  trx
    .insertInto('mail_addresses')
    .values({
      ...row,
      address: null,
      confirmed_at: null,
      refused_at: null,
      unsubscribed_at: null,
    })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({
        language: row.language,
        pending: row.pending,
        pending_hash: row.pending_hash,
        pending_until: row.pending_until,
      }),
    )
    .execute()

export const findPending = (db: Db, user_id: number, pending_hash: string) =>
  db
    .selectFrom('mail_addresses')
    .select(['pending', 'language'])
    .where('user_id', '=', user_id)
    .where('pending_hash', '=', pending_hash)
    .executeTakeFirst()

/** Whether there was one to confirm. */
export async function confirmPending(db: Db, pending_hash: string, now: Date): Promise<boolean> {
  const confirmed = await db
    .updateTable('mail_addresses')
    .set({
      address: sql`pending`,
      confirmed_at: now,
      refused_at: null,
      pending: null,
      pending_hash: null,
      pending_until: null,
    })
    .where('pending_hash', '=', pending_hash)
    .where('pending_until', '>', now)
    .returning('user_id')
    .executeTakeFirst()
  return confirmed !== undefined
}

export const deleteAddress = (db: Db, user_id: number) =>
  db.deleteFrom('mail_addresses').where('user_id', '=', user_id).execute()

export const setUnsubscribed = (db: Db, user_id: number, unsubscribed_at: Date | null) =>
  db.updateTable('mail_addresses').set({ unsubscribed_at }).where('user_id', '=', user_id).execute()

/** The address, if it still is this one, is not tried again. */
export const markRefused = (db: Db, user_id: number, address: string, refused_at: Date) =>
  db
    .updateTable('mail_addresses')
    .set({ refused_at })
    .where('user_id', '=', user_id)
    .where('address', '=', address)
    .execute()
