import { sql } from 'kysely'
import type { Clock } from '../platform/database/clock.ts'
import { shownPosition } from './shown-place.ts'

/** What the database tells of a house in a list. */
export interface BasicRow {
  readonly id: number
  readonly title: string
  readonly price_fen: number
  readonly area_name: string
  readonly area_name_en: string
  readonly cover_url: string
  readonly room_count: number
  readonly order_count: number
  /** Without the number of a door. */
  readonly coarse_address: string
  readonly host_avatar_url: string
  readonly created_at: Date
  readonly cover_srcset: string
  readonly pictures: readonly { readonly url: string; readonly srcset: string }[]
  readonly unit: string
  readonly capacity: number
  readonly shown_latitude: number | null
  readonly shown_longitude: number | null
  readonly rating_tenths: number
  readonly rating_count: number
}

/**
 * The widths of a house's cover, which is its first picture; one look-up a house that is shown.
 * Stands in a select list, where `houses` names the house.
 */
export const COVER_SRCSET_TEXT = `coalesce(
  (SELECT srcset FROM house_images WHERE house_id = houses.id ORDER BY position LIMIT 1), '')`
export const COVER_SRCSET = sql.raw<string>(COVER_SRCSET_TEXT)

/** What a card can be swiped to behind the cover, as JSON; one look-up a house that is shown. */
export const PICTURES_TEXT = `(
  SELECT coalesce(json_agg(json_build_object('url', url, 'srcset', srcset)), '[]')
  FROM (
    SELECT url, srcset FROM house_images WHERE house_id = houses.id ORDER BY position LIMIT 4 OFFSET 1
  ) AS behind)`
export const PICTURES = sql.raw<BasicRow['pictures']>(PICTURES_TEXT)

/** A house as every list of the contract shows it, to anybody. */
export const presentBasicHouse = (clock: Clock, row: BasicRow) => ({
  house_id: row.id,
  title: row.title,
  price: row.price_fen,
  area_name: row.area_name,
  area_name_en: row.area_name_en,
  img_url: row.cover_url,
  room_count: row.room_count,
  order_count: row.order_count,
  address: row.coarse_address || row.area_name,
  user_avatar: row.host_avatar_url,
  ctime: clock.format(row.created_at),
  img_srcset: row.cover_srcset,
  pictures: [...row.pictures],
  unit: row.unit,
  capacity: row.capacity,
  position: shownPosition(row),
  rating:
    row.rating_count > 0 ? { average: row.rating_tenths / 10, count: row.rating_count } : null,
})
