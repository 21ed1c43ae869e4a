import { NO_RULES } from '../../rules/house-rules.ts'
import type { Db } from '../schema.ts'
import type { PricedHouse } from './price-book.ts'

/** What the prices of houses are made of now, by the id of each. */
export async function findPriced(
  db: Db,
  house_ids: readonly number[],
): Promise<ReadonlyMap<number, PricedHouse>> {
  if (house_ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('houses')
    .leftJoin('house_rules', 'house_rules.house_id', 'houses.id')
    .select(['houses.id', 'terms_version', 'price_fen', 'min_days', 'max_days', 'deposit_fen'])
    .select('rules')
    .where('houses.id', 'in', house_ids)
    .execute()
  return new Map(
    rows.map(({ id, terms_version, price_fen: price, min_days, max_days, ...row }) => {
      const terms = { price, min_days, max_days }
      return [id, { terms_version, terms, rules: row.rules ?? NO_RULES, deposit: row.deposit_fen }]
    }),
  )
}
