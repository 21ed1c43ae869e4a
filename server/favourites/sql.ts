import { sql } from 'kysely'
import { type BasicRow, COVER_SRCSET, PICTURES } from '../houses/basic-house.ts'
import type { Db, Trx } from '../schema.ts'

/** One after another for each person: so bounds hold, and there is one default list. */
export const lockPerson = (trx: Trx, user_id: number) =>
  trx.selectFrom('users').select('id').where('id', '=', user_id).forNoKeyUpdate().execute()

export async function findLists(db: Db, user_id: number) {
  const { rows } = await sql<{
    id: number
    name: string
    is_default: boolean
    token: string | null
    count: number
  }>`
    SELECT id, name, is_default, token,
      (SELECT count(*) FROM favourites WHERE list_id = lists.id)::integer AS count
    FROM favourite_lists AS lists WHERE user_id = ${user_id}
    ORDER BY is_default DESC, id DESC`.execute(db)
  return rows
}

export const findFavourites = (db: Db, user_id: number) =>
  db
    .selectFrom('favourites')
    .select(['house_id', 'list_id'])
    .where('user_id', '=', user_id)
    .orderBy('saved_at', 'desc')
    .orderBy('house_id', 'desc')
    .execute()

/** A list, if it is this person's. */
export const findOwnList = (db: Db, list_id: number, user_id: number) =>
  db
    .selectFrom('favourite_lists')
    .selectAll()
    .where('id', '=', list_id)
    .where('user_id', '=', user_id)
    .executeTakeFirst()

export const findSharedList = (db: Db, token: string) =>
  db.selectFrom('favourite_lists').selectAll().where('token', '=', token).executeTakeFirst()

export async function countLists(db: Db, user_id: number): Promise<number> {
  const { count } = await db
    .selectFrom('favourite_lists')
    .select((list) => list.fn.countAll<number>().as('count'))
    .where('user_id', '=', user_id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function countFavourites(db: Db, user_id: number): Promise<number> {
  const { count } = await db
    .selectFrom('favourites')
    .select((one) => one.fn.countAll<number>().as('count'))
    .where('user_id', '=', user_id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The list that everybody has, made where it is not there yet. */
export async function defaultList(trx: Trx, user_id: number, created_at: Date): Promise<number> {
  const found = await trx
    .selectFrom('favourite_lists')
    .select('id')
    .where('user_id', '=', user_id)
    .where('is_default', '=', true)
    .executeTakeFirst()
  if (found) return found.id
  const made = await trx
    .insertInto('favourite_lists')
    .values({ user_id, name: '', is_default: true, created_at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

export interface Place {
  readonly at: Date
  readonly id: number
}

interface Page {
  readonly limit: number
  /** The last one of the page before. */
  readonly after: Place | undefined
  /** Only houses that are listed. */
  readonly listed: boolean
}

export interface SavedRow extends BasicRow {
  readonly saved_at: Date
  readonly listed: boolean
}

const CARD = sql`
  houses.id, houses.title, houses.price_fen, areas.name AS area_name,
  areas.name_en AS area_name_en, houses.cover_url, houses.room_count, houses.order_count,
  houses.coarse_address, houses.shown_latitude, houses.shown_longitude,
  users.avatar_url AS host_avatar_url, houses.created_at, houses.unit,
  houses.capacity, houses.rating_tenths, houses.rating_count, houses.listed,
  ${COVER_SRCSET} AS cover_srcset, ${PICTURES} AS pictures`

const ITS_OWN = sql`
  JOIN areas ON areas.id = houses.area_id
  JOIN users ON users.id = houses.host_id`

/** The houses of a list, the one that was saved last first. */
export async function findSaved(db: Db, list_id: number, { limit, after, listed }: Page) {
  const further = after ? sql`AND (saved_at, house_id) < (${after.at}, ${after.id})` : sql``
  const shown = listed ? sql`AND EXISTS (SELECT FROM houses WHERE id = house_id AND listed)` : sql``
  const { rows } = await sql<SavedRow>`
    SELECT ${CARD}, saved.saved_at
    FROM (
      SELECT house_id, saved_at FROM favourites
      WHERE list_id = ${list_id} ${further} ${shown}
      ORDER BY saved_at DESC, house_id DESC LIMIT ${limit}
    ) AS saved
    JOIN houses ON houses.id = saved.house_id ${ITS_OWN}
    ORDER BY saved.saved_at DESC, houses.id DESC`.execute(db)
  return rows
}

/** Those of these houses that are listed. */
export async function findListed(db: Db, ids: readonly number[]) {
  const { rows } = await sql<BasicRow>`
    SELECT ${CARD} FROM houses ${ITS_OWN}
    WHERE houses.id = ANY (${[...ids]}::bigint[]) AND houses.listed`.execute(db)
  return rows
}

/** How many of these houses that are listed were not kept yet, and are now. */
export async function insertListed(
  trx: Trx,
  { user_id, list_id, saved_at }: { user_id: number; list_id: number; saved_at: Date },
  ids: readonly number[],
  limit: number,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO favourites (user_id, house_id, list_id, saved_at)
    SELECT ${user_id}, houses.id, ${list_id}, ${saved_at}
    FROM unnest(${[...ids]}::bigint[]) WITH ORDINALITY AS sent (id, turn)
    JOIN houses ON houses.id = sent.id AND houses.listed
    WHERE NOT EXISTS (
      SELECT FROM favourites WHERE user_id = ${user_id} AND house_id = houses.id)
    ORDER BY sent.turn LIMIT ${limit}
    ON CONFLICT DO NOTHING`.execute(trx)
  return Number(numAffectedRows)
}
