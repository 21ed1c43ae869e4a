import { LRUCache } from 'lru-cache'
import type { HouseRules, HouseTerms } from '../../rules/house-rules.ts'
import type { Statement } from '../platform/database/database.ts'
import type { Database } from '../schema.ts'

/** All that the price of a house is made of, as it was at one version. */
export interface PricedHouse {
  /** 0 where the house has no rules. */
  readonly terms_version: number
  readonly terms: HouseTerms
  readonly rules: HouseRules
  /** Told, not charged; in fen. */
  readonly deposit: number
}

/** The prices of houses that have rules, as they were when they were last read. */
export interface PriceBook {
  /** Without asking anybody; what it says holds only if the version is still the present one. */
  find(house_id: number): PricedHouse | undefined
  /** Reads houses anew, from the database that bookings are written to. */
  read(database: Database, house_ids: readonly number[]): Promise<void>
}

const HOUSES_MAX = 10_000

export function createPriceBook(): PriceBook {
  const houses = new LRUCache<number, PricedHouse>({ max: HOUSES_MAX })
  return {
    find: (house_id) => houses.get(house_id),
    async read(database, house_ids) {
      const rows = await database.run<PricedRow>(READ_PRICED, [house_ids])
      for (const row of rows) if (row.rules) houses.set(row.id, toPriced(row, row.rules))
    },
  }
}

interface PricedRow {
  readonly id: number
  readonly terms_version: number
  readonly price_fen: number
  readonly min_days: number
  readonly max_days: number
  readonly deposit_fen: number
  readonly rules: HouseRules | null
}

/** One statement sees one state: version and rules agree. */
const READ_PRICED: Statement = {
  name: 'read_priced_houses',
  writes: true,
  text: `
    SELECT houses.id, terms_version, price_fen, min_days, max_days, deposit_fen, rules
    FROM houses LEFT JOIN house_rules ON house_rules.house_id = houses.id
    WHERE houses.id = ANY ($1::bigint[])`,
}

const toPriced = (row: PricedRow, rules: HouseRules): PricedHouse => ({
  terms_version: row.terms_version,
  terms: { price: row.price_fen, min_days: row.min_days, max_days: row.max_days },
  rules,
  deposit: row.deposit_fen,
})
