import { sql } from 'kysely'
import type { Db, Trx } from '../schema.ts'

export const putImageCode = (db: Db, id: string, code_hash: string, expires_at: Date) =>
  db
    .insertInto('image_codes')
    .values({ id, code_hash, expires_at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ code_hash, expires_at }))
    .execute()

/**
 * The code under an id, which is there no longer where it is another than `code_hash`. Whoever asks
 * at the same time waits for the one before: the first answer decides.
 */
export async function keepIfRight(db: Db, id: string, code_hash: string) {
  const { rows } = await sql<{ code_hash: string; expires_at: Date }>`
    WITH kept AS (
      SELECT id, code_hash, expires_at FROM image_codes WHERE id = ${id} FOR UPDATE
    ), spent AS (
      DELETE FROM image_codes USING kept
      WHERE image_codes.id = kept.id AND kept.code_hash <> ${code_hash}
    )
    SELECT code_hash, expires_at FROM kept`.execute(db)
  return rows[0]
}

/** Whether the code was still there: who asks next finds none. */
export async function spendImageCode(
  trx: Trx,
  { id, code_hash }: { readonly id: string; readonly code_hash: string },
): Promise<boolean> {
  const spent = await trx
    .deleteFrom('image_codes')
    .where('id', '=', id)
    .where('code_hash', '=', code_hash)
    .returning('id')
    .executeTakeFirst()
  return spent !== undefined
}

export interface NewSmsCode {
  readonly mobile: string
  readonly code_hash: string
  readonly sent_at: Date
  readonly expires_at: Date
}

/** Puts a code in the place of the mobile number's last one, unless that is newer than `before`. */
export async function replaceSmsCode(trx: Trx, code: NewSmsCode, before: Date): Promise<boolean> {
  const row = await trx
    .insertInto('sms_codes')
    .values(code)
    .onConflict((conflict) =>
      conflict
        .column('mobile')
        .doUpdateSet({ ...code, tries: 0, delivered_at: null })
        .where('sms_codes.sent_at', '<=', before),
    )
    .returning('mobile')
    .executeTakeFirst()
  return row !== undefined
}

/** Whose the mobile number is; undefined where it has no account. */
export async function findOwner(db: Db, mobile: string): Promise<number | undefined> {
  const user = db.selectFrom('users').select('id').where('mobile', '=', mobile)
  return (await user.executeTakeFirst())?.id
}

/** One more try at a code that lives and has tries left; its hash, or undefined. */
export async function countSmsTry(db: Db, mobile: string, now: Date, tries_max: number) {
  const row = await db
    .updateTable('sms_codes')
    .set({ tries: sql`tries + 1` })
    .where('mobile', '=', mobile)
    .where('expires_at', '>', now)
    .where('tries', '<', tries_max)
    .returning('code_hash')
    .executeTakeFirst()
  return row?.code_hash
}

/** Ends a code's life; its row stays, and tells when one was sent last. */
export async function expireSmsCode(trx: Trx, mobile: string, code_hash: string, now: Date) {
  const result = await trx
    .updateTable('sms_codes')
    .set({ expires_at: now })
    .where('mobile', '=', mobile)
    .where('code_hash', '=', code_hash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The code as long as it can be used and no provider has taken it. */
export const findUndelivered = (db: Db, mobile: string, code_hash: string, now: Date) =>
  db
    .selectFrom('sms_codes')
    .select('mobile')
    .where('mobile', '=', mobile)
    .where('code_hash', '=', code_hash)
    .where('expires_at', '>', now)
    .where('delivered_at', 'is', null)
    .executeTakeFirst()

export const markDelivered = (db: Db, mobile: string, code_hash: string, now: Date) =>
  db
    .updateTable('sms_codes')
    .set({ delivered_at: now })
    .where('mobile', '=', mobile)
    .where('code_hash', '=', code_hash)
    .execute()

export const deleteImageCodes = (db: Db, now: Date) =>
  db.deleteFrom('image_codes').where('expires_at', '<=', now).execute()

export const deleteSmsCodes = (db: Db, now: Date, sent_before: Date) =>
  db
    .deleteFrom('sms_codes')
    .where('expires_at', '<=', now)
    .where('sent_at', '<=', sent_before)
    .execute()
