import { LRUCache } from 'lru-cache'
import {
  type BasicRow,
  COVER_SRCSET_TEXT,
  PICTURES_TEXT,
  presentBasicHouse,
} from '../houses/basic-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Statement } from '../platform/database/database.ts'
import type { Database } from '../schema.ts'

export type HouseCard = ReturnType<typeof presentBasicHouse>

export interface ShownVersion {
  readonly id: number
  readonly version: number
}

export interface FoundCards {
  readonly cards: readonly HouseCard[]
  /** Whether each house is shown in the version that was asked for: not where it has just changed. */
  readonly exact: boolean
}

/** The houses of a list as they are shown, in its order. */
export type FindCards = (database: Database, houses: readonly ShownVersion[]) => Promise<FoundCards>

/** Two or three megabytes. */
const CARDS_MAX = 3_000

export const FIND_CARDS: Statement = {
  name: 'find_house_cards',
  writes: false,
  pages: true,
  text: `
    SELECT houses.*, areas.name AS area_name, areas.name_en AS area_name_en,
      users.avatar_url AS host_avatar_url,
      ${COVER_SRCSET_TEXT} AS cover_srcset, ${PICTURES_TEXT} AS pictures
    FROM (
      SELECT id, version, title, price_fen, area_id, host_id, cover_url, room_count, order_count,
        coarse_address, shown_latitude, shown_longitude, created_at, unit, capacity, rating_tenths, rating_count
      FROM houses WHERE id = ANY ($1::bigint[]) LIMIT 100
    ) AS houses
    JOIN areas ON areas.id = houses.area_id
    JOIN users ON users.id = houses.host_id`,
}

/**
 * What a card shows is kept under the version of its house, as its page is: see
 * docs/decisions/003. The list that names the house has just read that version.
 */
export function createHouseCards(clock: Clock): FindCards {
  const known = new LRUCache<string, HouseCard>({ max: CARDS_MAX })
  const keyOf = ({ id, version }: ShownVersion) => `${id}:${version}`

  return async (database, houses) => {
    const missing = houses.filter((house) => !known.has(keyOf(house))).map(({ id }) => id)
    const rows =
      missing.length > 0 ? await database.run<BasicRow & ShownVersion>(FIND_CARDS, [missing]) : []
    const read = new Map<number, HouseCard>()
    for (const row of rows) {
      const card = presentBasicHouse(clock, row)
      read.set(row.id, card)
      known.set(keyOf(row), card)
    }
    const exact = houses.every((house) => known.has(keyOf(house)))
    const cards = houses.map((house) => known.get(keyOf(house)) ?? read.get(house.id))
    return { exact, cards: cards.filter((card) => card !== undefined) }
  }
}
