import { LRUCache } from 'lru-cache'
import type { Static } from 'typebox'
import type { FullHouse } from '../../contract/houses.ts'
import { createBatch } from '../platform/batch.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Db } from '../schema.ts'
import { FIND_VERSIONS, findComments, findFacilities, findHouse, findImages } from './sql.ts'

type House = Static<typeof FullHouse>

const CACHE_CHARACTERS_MAX = 32 * 1024 * 1024
const LOOKUP_LIMITS = { size_max: 256, length_max: 5_000, wait_ms_max: 5_000, runs_max: 1 }

/** Finds a house with all that its page shows; undefined where there is none. */
export type ShowHouse = (house_id: number) => Promise<House | undefined>

/**
 * The detail is cached under the house's version, and every read first asks the database which
 * version is the present one: a change commits together with a new version, so no server can show
 * an old copy, and none has to be told. Those questions are cheap and go many at a time.
 */
export function createShowHouse(database: Database, clock: Clock): ShowHouse {
  const versions = createBatch<number, number | undefined>(LOOKUP_LIMITS, async (ids) => {
    const rows = await database.run<{ id: number; version: number }>(FIND_VERSIONS, [ids])
    const found = new Map(rows.map((row) => [row.id, row.version]))
    return ids.map((id) => found.get(id))
  })

  const details = new LRUCache<string, House, number>({
    maxSize: CACHE_CHARACTERS_MAX,
    sizeCalculation: (house) => JSON.stringify(house).length,
    fetchMethod: (_key, _stale, { context: house_id }) =>
      loadHouse(database.kysely, clock, house_id),
  })

  return async (house_id) => {
    const version = await versions.submit(house_id)
    if (version === undefined) return undefined
    return details.fetch(`${house_id}:${version}`, { context: house_id })
  }
}

async function loadHouse(db: Db, clock: Clock, house_id: number): Promise<House | undefined> {
  const house = await findHouse(db, house_id)
  if (!house) return undefined
  const [images, facilities, comments] = await Promise.all([
    findImages(db, house_id),
    findFacilities(db, house_id),
    findComments(db, house_id),
  ])
  return {
    hid: house.id,
    user_id: house.host_id,
    user_name: publicName(house.host_name, house.host_mobile),
    title: house.title,
    price: house.price_fen,
    area_name: house.area_name,
    acreage: house.acreage,
    unit: house.unit,
    capacity: house.capacity,
    beds: house.beds,
    deposit: house.deposit_fen,
    room_count: house.room_count,
    address: house.address,
    min_days: house.min_days,
    max_days: house.max_days,
    user_avatar: house.host_avatar_url,
    img_urls: images.map((image) => image.url),
    srcsets: images.map((image) => image.srcset),
    listed: house.listed,
    facilities: facilities.map((facility) => facility.facility_id),
    comments: comments.map((row) => ({
      comment: row.comment,
      user_name: publicName(row.name, row.mobile),
      ctime: clock.format(row.commented_at ?? clock.now()),
    })),
  }
}

/** Who never chose a name still has their mobile number as one, which is nobody else's business. */
const publicName = (name: string, mobile: string) => (name === mobile ? '匿名用户' : name)
