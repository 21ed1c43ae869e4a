import { LRUCache } from 'lru-cache'
import type { Database } from '../schema.ts'
import { findPriced, type PricedHouse } from './find-priced.ts'

/** What stays are priced by, as it was when it was last read. */
export interface PriceBook {
  /** Without asking anybody; what it says holds only if the version is still the present one. */
  find(house_id: number): PricedHouse | undefined
  /** Reads houses anew, from the database that bookings are written to. */
  read(database: Database, house_ids: readonly number[]): Promise<void>
}

const HOUSES_MAX = 10_000

/** @param all also of houses without rules: where the site adds to what their days cost. */
export function createPriceBook(all: boolean): PriceBook {
  const houses = new LRUCache<number, PricedHouse>({ max: HOUSES_MAX })
  return {
    find: (house_id) => houses.get(house_id),
    async read(database, house_ids) {
      for (const [house_id, house] of await findPriced(database.kysely, house_ids))
        if (all || house.terms_version > 0) houses.set(house_id, house)
    },
  }
}
