import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'

/** So that whoever tries the site finds mail in the outbox, beside SMS. */
export async function insertMailAddress(db: Db, clock: Clock, user_id: number): Promise<void> {
  await db
    .insertInto('mail_addresses')
    .values({
      user_id,
      address: 'laozhou@example.com',
      language: 'zh',
      confirmed_at: clock.now(),
      refused_at: null,
      unsubscribed_at: null,
      pending: null,
      pending_hash: null,
      pending_until: null,
    })
    .execute()
}
