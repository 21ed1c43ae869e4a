import { sql } from 'kysely'
import type { Db } from '../schema.ts'

/**
 * Notes what the amounts of this site are counted in. From its first house on that stays as it is:
 * what is stored are whole numbers, which mean another sum in another currency.
 *
 * @throws {Error} that says which one the site has.
 */
export async function keepCurrency(db: Db, currency: string): Promise<void> {
  await sql`INSERT INTO site_currency (currency) VALUES (${currency})
    ON CONFLICT (one) DO UPDATE SET currency = excluded.currency
    WHERE NOT EXISTS (SELECT FROM houses)`.execute(db)
  const kept = await db.selectFrom('site_currency').select('currency').executeTakeFirstOrThrow()
  if (kept.currency === currency) return
  throw new Error(
    `IHOME_CURRENCY is "${currency}"; it must be ${kept.currency}, ` +
      'in which the amounts of this site are counted since its first house',
  )
}
