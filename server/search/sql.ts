import { type RawBuilder, sql } from 'kysely'
import type { Days } from '../../rules/days.ts'
import type { Asking } from '../../rules/house-takes.ts'
import { daysBetween } from '../../rules/night-date.ts'
import { isFree, isNearStay } from '../availability/ledger.ts'
import { takesLength } from '../availability/stay-refusal.ts'
import { type BasicRow, COVER_SRCSET, PICTURES } from '../houses/basic-house.ts'
import { RULED_GAP, rulesTake } from '../pricing/rules-take.ts'
import type { Db } from '../schema.ts'
import type { Bbox } from './read-bbox.ts'

export const PAGE_SIZE = 20
/**
 * Houses that are looked at to count pages ahead; see docs/decisions/011. Each of those that are
 * asked for days costs a look into the ledger.
 */
const LOOKED_AT_MAX = { with_days: 400, without: 1_000 }

/** Each order has an index of its own; the id settles between equals, so pages never overlap. */
export const SORTS = {
  new: sql`houses.id DESC`,
  booking: sql`houses.order_count DESC, houses.id DESC`,
  'price-inc': sql`houses.price_fen, houses.id`,
  'price-des': sql`houses.price_fen DESC, houses.id DESC`,
} as const
export type SortName = keyof typeof SORTS

export interface Search {
  readonly area_id: number | undefined
  readonly days: Days | undefined
  readonly asking: Asking
  readonly sort: SortName
  readonly price_fen_min: number | undefined
  readonly price_fen_max: number | undefined
  readonly capacity_min: number | undefined
  readonly facility_ids: readonly number[]
  /** What is shown of where they are lies within. */
  readonly bbox: Bbox | undefined
  /** All must be met. */
  readonly words: readonly string[]
}

export interface Found {
  /** One more than a page, where there is one more. */
  readonly rows: readonly BasicRow[]
  /** Free houses among the first that match. */
  readonly counted: number
}

/** The houses of one page, after `skipped` others; none where that is undefined. */
export async function findHouses(
  db: Db,
  search: Search,
  skipped: number | undefined,
): Promise<Found> {
  const { rows } = await searchStatement(search, skipped).execute(db)
  return {
    rows: rows.filter((row): row is Row & BasicRow => row.id !== null),
    counted: rows[0]?.counted ?? 0,
  }
}

interface Row extends Omit<BasicRow, 'id'> {
  readonly id: number | null
  readonly counted: number
}

/**
 * Houses are taken in order, along an index where there is one, and only those that the page needs
 * are asked whether they are free: a subquery with OFFSET is not merged into the query around it,
 * so the ledger is looked at last and no further than LIMIT wants.
 */
function searchStatement(search: Search, skipped: number | undefined): RawBuilder<Row> {
  const sort = SORTS[search.sort]
  const matching = sql`SELECT id, min_days, max_days FROM houses
    WHERE ${matches(search)} ORDER BY ${sort}`
  const free = search.days ? canBeBooked(search.days, search.asking) : sql`true`
  return sql<Row>`
    WITH page AS (
      SELECT id FROM (${matching} OFFSET 0) AS houses WHERE ${free}
      LIMIT ${skipped === undefined ? 0 : PAGE_SIZE + 1} OFFSET ${skipped ?? 0}
    ),
    ahead AS (
      SELECT count(*) AS counted
      FROM (${matching} LIMIT ${LOOKED_AT_MAX[search.days ? 'with_days' : 'without']}) AS houses
      WHERE ${free}
    )
    SELECT ahead.counted, houses.id, houses.title, houses.price_fen, areas.name AS area_name,
      areas.name_en AS area_name_en, houses.cover_url, houses.room_count, houses.order_count,
      houses.coarse_address, houses.shown_latitude, houses.shown_longitude,
      users.avatar_url AS host_avatar_url, houses.created_at, houses.unit, houses.capacity,
      ${COVER_SRCSET} AS cover_srcset, ${PICTURES} AS pictures
    FROM ahead
    LEFT JOIN page ON true
    LEFT JOIN houses ON houses.id = page.id
    LEFT JOIN areas ON areas.id = houses.area_id
    LEFT JOIN users ON users.id = houses.host_id
    ORDER BY ${sort}`
}

function matches(search: Search): RawBuilder<unknown> {
  const { area_id, price_fen_min, price_fen_max, capacity_min, facility_ids, bbox, words } = search
  const conditions = [
    sql`houses.listed`,
    area_id === undefined ? undefined : sql`houses.area_id = ${area_id}`,
    price_fen_min === undefined ? undefined : sql`houses.price_fen >= ${price_fen_min}`,
    price_fen_max === undefined ? undefined : sql`houses.price_fen <= ${price_fen_max}`,
    capacity_min === undefined ? undefined : sql`houses.capacity >= ${capacity_min}`,
    facility_ids.length === 0
      ? undefined
      : sql`houses.facility_ids @> ${[...facility_ids]}::bigint[]`,
    bbox && within(bbox),
    ...contains(words),
  ]
  return sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` AND `,
  )
}

const within = ({ west, south, east, north }: Bbox) =>
  sql`houses.shown_latitude IS NOT NULL AND point(houses.shown_longitude, houses.shown_latitude)
    <@ box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`

const HOUSE_ID = sql`houses.id`

/** Rules of a house may say otherwise than the house. Whether it has some is looked up last. */
const canBeBooked = (days: Days, asking: Asking) => sql`${isFree(HOUSE_ID, days)}
  AND (${takes(days)} OR EXISTS (SELECT FROM house_rules WHERE house_id = houses.id OFFSET 0))
  AND ${rulesTake(HOUSE_ID, days, asking, isNearStay(HOUSE_ID, RULED_GAP, days))}`

const takes = ({ first, last }: Days) =>
  takesLength<RawBuilder<unknown>>(sql, {
    days: sql`${daysBetween(first, last)}::integer`,
    min_days: sql`houses.min_days`,
    max_days: sql`houses.max_days`,
  })

/**
 * The index knows the letters and pairs of neighbours of each text; of what it finds, only those
 * are left in which they stand together.
 */
const contains = (words: readonly string[]): RawBuilder<unknown>[] =>
  words.length === 0
    ? []
    : [
        sql`text_grams(houses.search_text) @> ${words.flatMap(gramsOf)}::text[]`,
        ...words.map((word) => sql`strpos(houses.search_text, ${word}) > 0`),
      ]

function gramsOf(word: string): string[] {
  const letters = [...word]
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
}

/** Words as they are compared: apart from the search, so that the planner knows them. */
export async function foldWords(db: Db, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return []
  const { rows } = await sql<{ word: string }>`
    SELECT fold_text(word) AS word FROM unnest(${[...words]}::text[]) AS word`.execute(db)
  return rows.map(({ word }) => word)
}
