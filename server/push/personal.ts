import type { PersonalData } from '../personal-data.ts'

export const PUSH_OF_A_PERSON: PersonalData = {
  exports: {
    'push-browsers': (db, user_id) =>
      db
        .selectFrom('push_subscriptions')
        .select(['endpoint', 'language', 'created_at'])
        .where('user_id', '=', user_id)
        .execute(),
  },
  async erase(trx, { user_id }) {
    await trx.deleteFrom('push_subscriptions').where('user_id', '=', user_id).execute()
    await trx.deleteFrom('notice_pushes').where('user_id', '=', user_id).execute()
    return []
  },
}
