import { CompiledQuery } from 'kysely'
import { type HouseRules, type HouseTerms, NO_RULES } from '../../rules/house-rules.ts'
import type { Statement } from '../platform/database/database.ts'
import type { Database, Db } from '../schema.ts'

/** All that the price of a house is made of, as it was at one version. */
export interface PricedHouse {
  /** 0 where the house has no rules. */
  readonly terms_version: number
  readonly terms: HouseTerms
  readonly rules: HouseRules
  /** Told, not charged; in fen. */
  readonly deposit: number
  readonly capacity: number
}

/** What the database tells of a house and its rules. */
export interface PricedRow {
  readonly id: number
  readonly terms_version: number
  readonly price_fen: number
  readonly min_days: number
  readonly max_days: number
  readonly deposit_fen: number
  readonly capacity: number
  readonly rules: Partial<HouseRules> | null
}

/** One statement, so that version and rules agree; LIMIT keeps the planner from joining whole tables. */
const FIND_PRICED: Statement = {
  name: 'find_priced',
  writes: false,
  pages: true,
  text: `
    SELECT houses.*, house_rules.rules
    FROM (
      SELECT id, terms_version, price_fen, min_days, max_days, deposit_fen, capacity
      FROM houses WHERE id = ANY ($1::bigint[]) LIMIT 10000
    ) AS houses
    LEFT JOIN house_rules ON house_rules.house_id = houses.id`,
}

/** What the prices of houses are made of now, by the id of each. */
export async function findPriced(db: Db, house_ids: readonly number[]) {
  const query = CompiledQuery.raw(FIND_PRICED.text, [[...house_ids]])
  return byId((await db.executeQuery(query)).rows as PricedRow[])
}

/** The same, prepared. */
export const findPricedNow = async ({ run }: Database, house_ids: readonly number[]) =>
  byId(await run<PricedRow>(FIND_PRICED, [house_ids]))

const byId = (rows: readonly PricedRow[]): ReadonlyMap<number, PricedHouse> =>
  new Map(rows.map((row) => [row.id, pricedOf(row)]))

export function pricedOf(row: Omit<PricedRow, 'id'>): PricedHouse {
  const {
    terms_version,
    price_fen: price,
    min_days,
    max_days,
    deposit_fen: deposit,
    capacity,
  } = row
  // Rules that were written when there was less to say say nothing of the rest.
  const rules = { ...NO_RULES, ...row.rules }
  return { terms_version, terms: { price, min_days, max_days }, rules, deposit, capacity }
}
