import { EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'

export const FAVOURITES_OF_A_PERSON: PersonalData = {
  exports: {
    favourites: (db, user_id) =>
      db
        .selectFrom('favourites')
        .innerJoin('favourite_lists as list', 'list.id', 'favourites.list_id')
        .select(['favourites.house_id', 'list.name as list', 'favourites.saved_at'])
        .where('favourites.user_id', '=', user_id)
        .orderBy('favourites.saved_at', 'desc')
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
    'favourite-lists': (db, user_id) =>
      db
        .selectFrom('favourite_lists')
        .select(['id', 'name', 'is_default', 'token', 'created_at'])
        .where('user_id', '=', user_id)
        .orderBy('id')
        .execute(),
  },
  async erase(trx, { user_id }) {
    await trx.deleteFrom('favourites').where('user_id', '=', user_id).execute()
    await trx.deleteFrom('favourite_lists').where('user_id', '=', user_id).execute()
    return []
  },
}
