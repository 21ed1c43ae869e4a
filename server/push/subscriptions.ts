import { sql } from 'kysely'
import { PUSH_BROWSERS_MAX } from '../../contract/push.ts'
import type { Language } from '../../rules/language.ts'
import type { Db } from '../schema.ts'

export interface Subscription {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly language: Language
}

/** Keeps a browser for its person; whose it was before, it is no more. The oldest make room. */
export async function keepSubscription(
  db: Db,
  one: Subscription & {
    readonly user_id: number
    readonly token_hash: string
    readonly created_at: Date
  },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('push_subscriptions').where('token_hash', '=', one.token_hash).execute()
    await trx
      .insertInto('push_subscriptions')
      .values(one)
      .onConflict((known) => known.column('endpoint').doUpdateSet(one))
      .execute()
    await sql`
      DELETE FROM push_subscriptions WHERE endpoint IN (
        SELECT endpoint FROM push_subscriptions WHERE user_id = ${one.user_id}
        ORDER BY created_at DESC OFFSET ${PUSH_BROWSERS_MAX})`.execute(trx)
  })
}

export const dropSubscription = (db: Db, token_hash: string) =>
  db.deleteFrom('push_subscriptions').where('token_hash', '=', token_hash).execute()

export const findSubscriptions = (db: Db, user_id: number): Promise<Subscription[]> =>
  db
    .selectFrom('push_subscriptions')
    .select(['endpoint', 'p256dh', 'auth', 'language'])
    .where('user_id', '=', user_id)
    .limit(PUSH_BROWSERS_MAX)
    .execute()

/** A push service says that it is gone. */
export const forgetEndpoint = (db: Db, endpoint: string) =>
  db.deleteFrom('push_subscriptions').where('endpoint', '=', endpoint).execute()
