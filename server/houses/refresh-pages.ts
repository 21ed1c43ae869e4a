import { sql } from 'kysely'
import type { Trx } from '../schema.ts'
import { changeHouses } from './change-house.ts'

/**
 * A new version for each page that shows this person: of the houses they let, and of those they
 * wrote a comment about. Locked in the order of their ids, as two people may be on the same pages.
 */
export async function refreshPagesOf(trx: Trx, user_id: number): Promise<void> {
  const commented = trx
    .selectFrom('orders')
    .select('house_id as id')
    .where('guest_id', '=', user_id)
    .where('commented_at', 'is not', null)
  const shown = trx.selectFrom('houses').select('id').where('host_id', '=', user_id)
  const locked = trx
    .selectFrom('houses')
    .select('id')
    .where('id', 'in', shown.union(commented))
    .orderBy('id')
    .forNoKeyUpdate()
  await changeHouses(trx, sql<boolean>`id IN (${locked})`)
}
