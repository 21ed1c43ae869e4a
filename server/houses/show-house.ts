import type { Static } from 'typebox'
import { FullHouse } from '../../contract/houses.ts'
import { publicName } from '../account/public-profile.ts'
import { createBatch } from '../platform/database/batch.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { SharedRedis } from '../platform/redis/redis.ts'
import { createVersionedCache, editionOf } from '../platform/redis/versioned-cache.ts'
import type { Database, Db } from '../schema.ts'
import { VERSION } from '../version.ts'
import { countComments, findComments, presentComment } from './house-comments.ts'
import { rateHouse } from './house-rating.ts'
import { exactPlace, shownCircle } from './shown-place.ts'
import { FIND_EXACT, FIND_HEADS, findFacilities, findHouse, findImages } from './sql.ts'
import { type HouseHead, isVisible } from './visible-house.ts'

type House = Static<typeof FullHouse>

const COMMENTS_SHOWN_MAX = 20
const CACHE_BYTES_MAX = 32 * 1024 * 1024
const LOOKUP_LIMITS = { size_max: 256, length_max: 5_000, wait_ms_max: 5_000, runs_max: 1 }

/**
 * Finds a house with all that its page shows, as JSON in UTF-8; undefined where there is none that
 * is shown to this person.
 */
export type ShowHouse = (
  house_id: number,
  viewer_id: number | undefined,
) => Promise<Buffer | undefined>

export interface SharedCache {
  readonly redis: SharedRedis
  /** Of the database that the houses are in. */
  readonly database_name: string
}

interface VersionedHead extends HouseHead {
  readonly version: number
}

/**
 * The detail is cached under the house's version, and every read first asks the database which
 * version is the present one: a change commits together with a new version, so no server can show
 * an old copy, and none has to be told. Those questions are cheap and go many at a time. Who may see
 * the house is asked with them, never of the copy.
 */
export function createShowHouse(database: Database, clock: Clock, shared?: SharedCache): ShowHouse {
  const heads = createBatch<number, VersionedHead | undefined>(LOOKUP_LIMITS, async (ids) => {
    const rows = await database.run<VersionedHead>(FIND_HEADS, [ids])
    const found = new Map(rows.map((row) => [row.id, row]))
    return ids.map((id) => found.get(id))
  })

  const readDetail = createVersionedCache({
    name: 'house',
    edition: editionOf(shared?.database_name, VERSION, FullHouse, clock.zone),
    bytes_max: CACHE_BYTES_MAX,
    redis: shared?.redis,
    load: async (house_id) => {
      const house = await loadHouse(database.kysely, clock, house_id)
      return house && Buffer.from(JSON.stringify(house))
    },
  })

  return async (house_id, viewer_id) => {
    const head = await heads.submit(house_id)
    if (!head || !(await isVisible(database.kysely, head, viewer_id))) return undefined
    const detail = await readDetail(house_id, head.version)
    if (!detail || viewer_id === undefined) return detail
    const [exact] = await database.run<ExactRow>(FIND_EXACT, [house_id, viewer_id, clock.today()])
    return exact ? withExact(detail, exact) : detail
  }
}

interface ExactRow {
  readonly address: string
  readonly latitude: number | null
  readonly longitude: number | null
}

/** What is cached is what anybody may see; the few who may see more are told it apart. */
function withExact(detail: Buffer, exact: ExactRow): Buffer {
  const told = { address: exact.address, position: exactPlace(exact), address_exact: true }
  return Buffer.from(JSON.stringify({ ...(JSON.parse(detail.toString()) as House), ...told }))
}

async function loadHouse(db: Db, clock: Clock, house_id: number): Promise<House | undefined> {
  const house = await findHouse(db, house_id)
  if (!house) return undefined
  const [images, facilities, rating, comment_count, comments] = await Promise.all([
    findImages(db, house_id),
    findFacilities(db, house_id),
    rateHouse(db, house_id),
    countComments(db, house_id),
    findComments(db, house_id, { limit: COMMENTS_SHOWN_MAX }),
  ])
  return {
    hid: house.id,
    user_id: house.host_id,
    user_name: publicName(house.host_name, house.host_mobile),
    title: house.title,
    price: house.price_fen,
    area_name: house.area_name,
    area_name_en: house.area_name_en,
    acreage: house.acreage,
    unit: house.unit,
    capacity: house.capacity,
    beds: house.beds,
    deposit: house.deposit_fen,
    room_count: house.room_count,
    address: house.coarse_address || house.area_name,
    min_days: house.min_days,
    max_days: house.max_days,
    check_in: house.check_in,
    check_out: house.check_out,
    user_avatar: house.host_avatar_url,
    img_urls: images.map((image) => image.url),
    srcsets: images.map((image) => image.srcset),
    listed: house.listed,
    facilities: facilities.map((facility) => facility.facility_id),
    kind: house.kind ?? '',
    description: house.description ?? '',
    house_rules: house.house_rules ?? '',
    bedrooms: house.bedrooms ?? [],
    position: shownCircle(house),
    address_exact: false,
    rating,
    comment_count,
    comments: comments.map((row) => presentComment(clock, row)),
  }
}
