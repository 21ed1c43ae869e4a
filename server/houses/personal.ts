import { sql } from 'kysely'
import type { PersonalData } from '../personal-data.ts'
import { changeHouses } from './change-house.ts'
import { refreshPagesOf } from './refresh-pages.ts'

/** What a house is called when nobody lets it any more. */
const LEFT_TITLE = '已下架的房屋'
const HOUSES_EXPORTED_MAX = 10_000

export const HOUSES_OF_A_PERSON: PersonalData = {
  exports: {
    houses: (db, user_id) =>
      db
        .selectFrom('houses')
        .innerJoin('areas', 'areas.id', 'houses.area_id')
        .select(['houses.id', 'areas.name as area', 'title', 'address', 'price_fen', 'deposit_fen'])
        .select(['room_count', 'acreage', 'unit', 'capacity', 'beds', 'min_days', 'max_days'])
        .select(['listed', 'order_count', 'facility_ids', 'created_at', 'latitude', 'longitude'])
        .leftJoin('house_stories', 'house_stories.house_id', 'houses.id')
        .select(['kind', 'description', 'house_rules', 'bedrooms'])
        .where('host_id', '=', user_id)
        .orderBy('houses.id', 'desc')
        .limit(HOUSES_EXPORTED_MAX)
        .execute(),
  },
  async leave(trx, user_id) {
    await changeHouses(trx, sql<boolean>`host_id = ${user_id} AND listed`, { listed: false })
  },
  async erase(trx, { user_id }) {
    await refreshPagesOf(trx, user_id)
    await trx
      .updateTable('houses')
      .set({ title: LEFT_TITLE, address: '', beds: '', unit: '', cover_url: '', listed: false })
      .set({ latitude: null, longitude: null, shown_latitude: null, shown_longitude: null })
      .where('host_id', '=', user_id)
      .execute()
    await trx
      .deleteFrom('house_stories')
      .where('house_id', 'in', (from) =>
        from.selectFrom('houses').select('id').where('host_id', '=', user_id),
      )
      .execute()
    return []
  },
}
