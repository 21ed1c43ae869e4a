import { type HouseRules, type HouseTerms, NO_RULES } from '../../rules/house-rules.ts'
import type { Db } from '../schema.ts'

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

/** What the prices of houses are made of now, by the id of each; one statement, so that version and rules agree. */
export async function findPriced(
  db: Db,
  house_ids: readonly number[],
): Promise<ReadonlyMap<number, PricedHouse>> {
  if (house_ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('houses')
    .leftJoin('house_rules', 'house_rules.house_id', 'houses.id')
    .select([
      'houses.id',
      'terms_version',
      'price_fen',
      'min_days',
      'max_days',
      'deposit_fen',
      'capacity',
    ])
    .select('rules')
    .where('houses.id', 'in', house_ids)
    .execute()
  return new Map(
    rows.map(({ id, terms_version, price_fen: price, min_days, max_days, ...row }) => {
      const terms = { price, min_days, max_days }
      // Rules that were written when there was less to say say nothing of the rest.
      const rules = { ...NO_RULES, ...row.rules }
      const { deposit_fen: deposit, capacity } = row
      return [id, { terms_version, terms, rules, deposit, capacity }]
    }),
  )
}
