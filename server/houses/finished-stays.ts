import { sql } from 'kysely'
import type { Trx } from '../schema.ts'

/** One more finished stay. The page of the house shows its comment, so its version grows too. */
export async function countFinishedStay(trx: Trx, house_id: number): Promise<void> {
  await trx
    .updateTable('houses')
    .set({ order_count: sql`order_count + 1`, version: sql`version + 1` })
    .where('id', '=', house_id)
    .execute()
}
