import type { Statement } from '../platform/database.ts'
import type { Db } from '../schema.ts'

const COMMENTS_SHOWN_MAX = 20

/** Which version of each house is the present one. */
export const FIND_VERSIONS: Statement = {
  name: 'find_house_versions',
  writes: false,
  text: 'SELECT id, version FROM houses WHERE id = ANY ($1::bigint[])',
}

export const findHouse = (db: Db, house_id: number) =>
  db
    .selectFrom('houses')
    .innerJoin('users', 'users.id', 'houses.host_id')
    .innerJoin('areas', 'areas.id', 'houses.area_id')
    .selectAll('houses')
    .select([
      'users.name as host_name',
      'users.mobile as host_mobile',
      'users.avatar_url as host_avatar_url',
      'areas.name as area_name',
    ])
    .where('houses.id', '=', house_id)
    .executeTakeFirst()

export const findImages = (db: Db, house_id: number) =>
  db
    .selectFrom('house_images')
    .select(['url', 'srcset'])
    .where('house_id', '=', house_id)
    .orderBy('position')
    .execute()

export const findFacilities = (db: Db, house_id: number) =>
  db
    .selectFrom('house_facilities')
    .select('facility_id')
    .where('house_id', '=', house_id)
    .orderBy('facility_id')
    .execute()

export const findComments = (db: Db, house_id: number) =>
  db
    .selectFrom('orders')
    .innerJoin('users', 'users.id', 'orders.guest_id')
    .select(['orders.comment', 'orders.commented_at', 'users.name', 'users.mobile'])
    .where('orders.house_id', '=', house_id)
    .where('orders.commented_at', 'is not', null)
    .orderBy('orders.commented_at', 'desc')
    .orderBy('orders.id', 'desc')
    .limit(COMMENTS_SHOWN_MAX)
    .execute()
