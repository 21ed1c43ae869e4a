import { type RawBuilder, sql } from 'kysely'
import type { Days } from '../../rules/days.ts'
import type { Asking } from '../../rules/house-takes.ts'
import { daysBetween } from '../../rules/night-date.ts'
import { isFree, isNearStay } from '../availability/ledger.ts'
import { takesLength } from '../availability/stay-refusal.ts'
import { RULED_GAP, rulesTake } from '../pricing/rules-take.ts'
import type { Bbox } from './read-bbox.ts'
import { gramsOf, type SearchWords } from './search-words.ts'

export const PAGE_SIZE = 20
/**
 * Houses that are looked at to count pages ahead, and to fill a page; see docs/decisions/011. Each
 * of those that are asked for days costs a look into the ledger.
 */
const LOOKED_AT_MAX = { counted: 400, at_all: 20_000, without: 1_000 }

/** Each order has an index of its own; the id settles between equals, so pages never overlap. */
export const SORTS = {
  new: sql`houses.id DESC`,
  booking: sql`houses.order_count DESC, houses.id DESC`,
  'price-inc': sql`houses.price_fen, houses.id`,
  'price-des': sql`houses.price_fen DESC, houses.id DESC`,
  rating: sql`houses.rating_tenths DESC, houses.rating_count DESC, houses.id DESC`,
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
  readonly text: SearchWords
}

/** A house as it is now: what it shows, and what its prices are made of. */
export interface HouseVersion {
  readonly id: number
  readonly version: number
  readonly terms_version: number
}

/** One row of what a search answers. */
export interface FoundRow {
  /** `id:version:terms_version` of each house of the page and of one more, in order, between commas. */
  readonly page: string | null
  /** Houses among the first that match, of those that can be booked. */
  readonly counted: number
}

/** Read out of `FoundRow`. */
export function readVersions(page: string): HouseVersion[] {
  if (page === '') return []
  return page.split(',').map((entry) => {
    const [id = 0, version = 0, terms_version = 0] = entry.split(':').map(Number)
    return { id, version, terms_version }
  })
}

/** The statement that finds the houses of one page, after `skipped` others. */
export const searchStatement = (search: Search, skipped: number): RawBuilder<FoundRow> =>
  search.days
    ? withDays(search, search.days, skipped)
    : answered(
        sql`page AS (${matching(search)} LIMIT ${literal(PAGE_SIZE + 1)} OFFSET ${skipped}::bigint),
          counted AS (SELECT FROM (${matching(search)} LIMIT ${literal(LOOKED_AT_MAX.without)}) AS houses)`,
      )

/**
 * Houses are taken in order, along an index where there is one, and each is asked whether it can be
 * booked: the first of them all, as they are counted, further ones only until the page is full. A
 * subquery with LIMIT is not merged into the query around it, so the ledger is looked at last.
 */
function withDays(search: Search, days: Days, skipped: number): RawBuilder<FoundRow> {
  const free = canBeBooked(days, search.asking)
  const { counted, at_all } = LOOKED_AT_MAX
  const needed = sql`${skipped + PAGE_SIZE + 1}::bigint`
  return answered(sql`
    counted AS (
      SELECT id FROM (${matching(search)} LIMIT ${literal(counted)}) AS houses WHERE ${free}
    ),
    further AS (
      SELECT id
      FROM (${matching(search)} LIMIT ${literal(at_all - counted)} OFFSET ${literal(counted)}) AS houses
      WHERE ${free}
      LIMIT greatest(${needed} - (SELECT count(*) FROM counted), 0)
    ),
    page AS (
      SELECT id FROM (SELECT id FROM counted UNION ALL SELECT id FROM further) AS houses
      LIMIT ${literal(PAGE_SIZE + 1)} OFFSET ${skipped}::bigint
    )`)
}

/** Numbers that never change stand in the statement, where the planner knows them. */
const literal = (number: number) => sql.raw(String(number))

const matching = (search: Search) => sql`SELECT id, min_days, max_days FROM houses
  WHERE ${matches(search)} ORDER BY ${SORTS[search.sort]}`

/** One row, which names the versions in which the houses of the page are shown. */
const answered = (parts: RawBuilder<unknown>) => sql<FoundRow>`
  WITH ${parts}
  SELECT (SELECT count(*) FROM counted) AS counted, (
    SELECT string_agg(concat_ws(':', houses.id, version, terms_version), ',' ORDER BY place)
    FROM (SELECT id, row_number() OVER () AS place FROM page) AS shown
    JOIN houses ON houses.id = shown.id
  ) AS page`

/**
 * Whether one plan suits all values that a search of this form may have. Which index finds few
 * houses by price, place or words depends on which ones are asked for: those are planned anew.
 */
export const isPlannedOnce = (search: Search): boolean =>
  search.price_fen_min === undefined &&
  search.price_fen_max === undefined &&
  search.capacity_min === undefined &&
  search.facility_ids.length === 0 &&
  search.bbox === undefined &&
  search.text.words.length === 0

function matches(search: Search): RawBuilder<unknown> {
  const { area_id, price_fen_min, price_fen_max, capacity_min, facility_ids, bbox, text } = search
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
    ...contains(text),
  ]
  return sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` AND `,
  )
}

const within = ({ west, south, east, north }: Bbox) =>
  sql`houses.shown_latitude IS NOT NULL AND point(houses.shown_longitude, houses.shown_latitude)
    <@ box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`

const HOUSE = {
  id: sql`houses.id`,
  min_days: sql`houses.min_days`,
  max_days: sql`houses.max_days`,
}

/** What the rules of a house say is stronger than what the house says; looked up last. */
const canBeBooked = (days: Days, asking: Asking) => sql`${isFree(HOUSE.id, days)} AND coalesce(
  ${rulesTake(HOUSE, days, asking, isNearStay(HOUSE.id, RULED_GAP, days))}, ${takes(days)})`

const takes = ({ first, last }: Days) =>
  takesLength<RawBuilder<unknown>>(sql, {
    ...HOUSE,
    days: sql`${daysBetween(first, last)}::integer`,
  })

/**
 * The index knows the letters and pairs of neighbours of each text; of what it finds, only those
 * are left in which they stand together.
 */
const contains = ({ words, common }: SearchWords): RawBuilder<unknown>[] => [
  ...(words.length > 0 && !common
    ? [sql`text_grams(houses.search_text) @> ${gramsOf(words)}::text[]`]
    : []),
  ...words.map((word) => sql`strpos(houses.search_text, ${word}) > 0`),
]
