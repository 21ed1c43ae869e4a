import { LRUCache } from 'lru-cache'
import { findPricedNow, type PricedHouse } from '../pricing/find-priced.ts'
import type { Database } from '../schema.ts'
import type { HouseVersion } from './sql.ts'

export interface FoundPrices {
  /** By the id of each house. */
  readonly prices: ReadonlyMap<number, PricedHouse>
  /** Whether each is what the version says that was asked for: not where rules have just changed. */
  readonly exact: boolean
}

/** What the prices of the houses of a list are made of. */
export type FindPrices = (
  database: Database,
  houses: readonly HouseVersion[],
) => Promise<FoundPrices>

/** Some kilobytes each, where a host says much. */
const HOUSES_MAX = 1_000

/** Kept under both versions of a house, of which one grows with whatever a price is made of. */
export function createKnownPrices(): FindPrices {
  const known = new LRUCache<string, PricedHouse>({ max: HOUSES_MAX })
  const keyOf = ({ id, version, terms_version }: HouseVersion) =>
    `${id}:${version}:${terms_version}`

  return async (database, houses) => {
    const prices = new Map<number, PricedHouse>()
    for (const house of houses) {
      const price = known.get(keyOf(house))
      if (price) prices.set(house.id, price)
    }
    const missing = houses.filter(({ id }) => !prices.has(id))
    if (missing.length === 0) return { prices, exact: true }
    const found = await findPricedNow(
      database,
      missing.map(({ id }) => id),
    )
    let exact = true
    for (const house of missing) {
      const price = found.get(house.id)
      if (price) prices.set(house.id, price)
      if (price?.terms_version === house.terms_version) known.set(keyOf(house), price)
      else exact = false
    }
    return { prices, exact }
  }
}
