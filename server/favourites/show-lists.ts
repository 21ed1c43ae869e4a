import { LIST_PAGE } from '../../contract/favourites.ts'
import { Refusal } from '../../contract/refusals.ts'
import { presentBasicHouse } from '../houses/basic-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import type { OwnList } from './change-lists.ts'
import {
  findFavourites,
  findListed,
  findLists,
  findOwnList,
  findSaved,
  findSharedList,
  type Place,
  type SavedRow,
} from './sql.ts'

const TOKEN = /^[\w-]{1,64}$/

/** Where a shared list is, below the site's own address. */
export const sharePath = (token: string): string => `/lists/${token}`

/** Somebody's lists, and which houses are in which: all that hearts have to know. */
export async function listFavourites(db: Db, user_id: number) {
  const [lists, houses] = await Promise.all([findLists(db, user_id), findFavourites(db, user_id)])
  return {
    lists: lists.map(({ id, name, is_default, count, token }) => ({
      list_id: id,
      name,
      is_default,
      count,
      share_path: token ? sharePath(token) : '',
    })),
    houses,
  }
}

/**
 * One page of a list of one's own. Of a house that is not listed nothing is told but that it was
 * kept: what it is now is its host's business.
 *
 * @throws {Refusal} `list_missing`.
 */
export async function showList(db: Db, clock: Clock, own: OwnList, cursor: string | undefined) {
  const list = await findOwnList(db, own.list_id, own.user_id)
  if (!list) throw new Refusal('list_missing')
  const { rows, ...next } = await readPage(db, list.id, { cursor, listed: false })
  const favourites = rows.map((row) => ({
    house_id: row.id,
    saved_at: clock.format(row.saved_at),
    house: row.listed ? presentBasicHouse(clock, row) : null,
  }))
  return { favourites, ...next }
}

/**
 * One page of a list whose link somebody has; nothing about whose it is.
 *
 * @throws {Refusal} `list_missing`, also where it is shared no longer.
 */
export async function showSharedList(
  db: Db,
  clock: Clock,
  token: string,
  cursor: string | undefined,
) {
  const list = TOKEN.test(token) ? await findSharedList(db, token) : undefined
  if (!list) throw new Refusal('list_missing')
  const { rows, ...next } = await readPage(db, list.id, { cursor, listed: true })
  return { name: list.name, houses: rows.map((row) => presentBasicHouse(clock, row)), ...next }
}

/** Houses that a visitor's browser keeps, in the order asked for; without those not listed. */
export async function showVisitorsHouses(db: Db, clock: Clock, ids: readonly number[]) {
  const found = new Map((await findListed(db, ids)).map((row) => [row.id, row]))
  const rows = [...new Set(ids)].map((id) => found.get(id)).filter((row) => row !== undefined)
  return rows.map((row) => presentBasicHouse(clock, row))
}

interface PageAsked {
  /** `next_cursor` of the page before. */
  readonly cursor: string | undefined
  readonly listed: boolean
}

async function readPage(db: Db, list_id: number, { cursor, listed }: PageAsked) {
  const after = cursor ? readCursor(cursor) : undefined
  // One more than is shown tells whether there is a next page.
  const found = await findSaved(db, list_id, { limit: LIST_PAGE + 1, after, listed })
  const rows = found.slice(0, LIST_PAGE)
  const last = rows.at(-1)
  const more = found.length > LIST_PAGE && last
  return { rows, ...(more && { next_cursor: cursorOf(last) }) }
}

const cursorOf = ({ id, saved_at }: SavedRow) => `${saved_at.getTime()}_${id}`

function readCursor(cursor: string): Place {
  const [at = 0, id = 0] = cursor.split('_').map(Number)
  return { at: new Date(at), id }
}
