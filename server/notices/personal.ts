import { sql } from 'kysely'
import { EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'

export const NOTICES_OF_A_PERSON: PersonalData = {
  exports: {
    notices: (db, user_id) =>
      db
        .selectFrom('notices')
        .select([
          'id',
          'house_id',
          'order_id',
          'reason',
          'about',
          'changed',
          'created_at',
          'read_at',
        ])
        .select(sql<string>`coalesce(told_kind, kind)`.as('kind'))
        .where('user_id', '=', user_id)
        .orderBy('id', 'desc')
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
  },
  async erase(trx, { user_id }) {
    await trx.deleteFrom('notices').where('user_id', '=', user_id).execute()
    await trx.deleteFrom('notice_mails').where('user_id', '=', user_id).execute()
    // What they wrote to others, as it was told to those.
    await sql`
      UPDATE notices n SET reason = '' FROM orders o
      WHERE o.house_id = n.house_id AND o.id = n.order_id AND n.reason <> ''
        AND n.user_id <> ${user_id} AND ${user_id} IN (o.guest_id, o.host_id)`.execute(trx)
    return []
  },
}
