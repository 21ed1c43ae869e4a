import type { Insertable } from 'kysely'
import { PAID_STATUSES } from '../../rules/guest-sees.ts'
import type { Statement } from '../platform/database/database.ts'
import type { Db, Tables, Trx } from '../schema.ts'
import { COVER_SRCSET, PICTURES } from './basic-house.ts'
import { HOUSE_HOURS } from './house-hours.ts'

const OWN_HOUSES_MAX = 1_000

/** Which version of each house is the present one, and what decides who sees it. */
export const FIND_HEADS: Statement = {
  name: 'find_house_heads',
  writes: false,
  text: 'SELECT id, version, host_id, listed FROM houses WHERE id = ANY ($1::bigint[])',
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
      'areas.name_en as area_name_en',
    ])
    .leftJoin('house_stories', 'house_stories.house_id', 'houses.id')
    .select([
      'house_stories.kind',
      'house_stories.description',
      'house_stories.house_rules',
      'house_stories.bedrooms',
    ])
    .select(HOUSE_HOURS)
    .where('houses.id', '=', house_id)
    .executeTakeFirst()

/**
 * The address and place of a house, if this person may know them: its host, and a guest from the
 * payment of a stay until the day of leaving is over; see `rules/guest-sees.ts`.
 */
export const FIND_EXACT: Statement = {
  name: 'find_exact_place',
  writes: false,
  text: `
    SELECT address, latitude, longitude FROM houses
    WHERE id = $1 AND (host_id = $2 OR EXISTS (
      SELECT FROM orders
      WHERE orders.house_id = $1 AND orders.guest_id = $2 AND orders.end_date + 1 >= $3::date
        AND orders.status = ANY (ARRAY[${PAID_STATUSES.map((status) => `'${status}'`).join(', ')}])
    ))`,
}

export const findDetails = (trx: Trx, house_id: number) =>
  trx.selectFrom('houses').selectAll().where('id', '=', house_id).executeTakeFirstOrThrow()

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

/** Houses of an area are counted so far: along an index, for each who opens the first page. */
const COUNTED_MAX = 100

export const LIST_AREAS: Statement = {
  name: 'list_areas',
  writes: false,
  text: `
    SELECT id AS aid, name AS aname, name_en AS aname_en, (
      SELECT count(*) FROM (
        SELECT FROM houses WHERE area_id = areas.id AND listed LIMIT ${COUNTED_MAX}
      ) AS counted
    )::integer AS houses
    FROM areas ORDER BY id`,
}

export const LIST_FACILITIES: Statement = {
  name: 'list_facilities',
  writes: false,
  text: 'SELECT id, name, icon FROM facilities ORDER BY id',
}

export const findOwnHouses = (db: Db, host_id: number) =>
  db
    .selectFrom('houses')
    .innerJoin('users', 'users.id', 'houses.host_id')
    .innerJoin('areas', 'areas.id', 'houses.area_id')
    .selectAll('houses')
    .select(['areas.name as area_name', 'areas.name_en as area_name_en'])
    .select('users.avatar_url as host_avatar_url')
    .select([COVER_SRCSET.as('cover_srcset'), PICTURES.as('pictures')])
    .where('houses.host_id', '=', host_id)
    .orderBy('houses.id', 'desc')
    .limit(OWN_HOUSES_MAX)
    .execute()

export const findArea = (db: Db, area_id: number) =>
  db.selectFrom('areas').select('id').where('id', '=', area_id).executeTakeFirst()

export async function insertAreas(db: Db, names: readonly string[]): Promise<void> {
  await db
    .insertInto('areas')
    .values(names.map((name) => ({ name })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether there was one to rename. */
export async function renameArea(db: Db, from: string, to: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('areas')
    .set({ name: to })
    .where('name', '=', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether there is one of that name. */
export async function nameAreaInEnglish(db: Db, name: string, name_en: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('areas')
    .set({ name_en })
    .where('name', '=', name)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function countFacilities(db: Db, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const found = await db.selectFrom('facilities').select('id').where('id', 'in', ids).execute()
  return found.length
}

/** null where the person has not proved it. */
export async function findIdCard(db: Db, user_id: number): Promise<string | null> {
  const user = await db
    .selectFrom('users')
    .select('id_card')
    .where('id', '=', user_id)
    .executeTakeFirstOrThrow()
  return user.id_card
}

export async function insertHouse(trx: Trx, house: Insertable<Tables['houses']>): Promise<number> {
  const { id } = await trx
    .insertInto('houses')
    .values(house)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function replaceFacilities(
  trx: Trx,
  house_id: number,
  facility_ids: readonly number[],
): Promise<void> {
  await trx.deleteFrom('house_facilities').where('house_id', '=', house_id).execute()
  if (facility_ids.length === 0) return
  const rows = facility_ids.map((facility_id) => ({ house_id, facility_id }))
  await trx.insertInto('house_facilities').values(rows).execute()
}
