import { type Expression, type SqlBool, sql, type Updateable } from 'kysely'
import type { Tables, Trx } from '../schema.ts'

type HouseChange = Updateable<Tables['houses']>

/**
 * Changes houses whose pages show it: their version grows, so that no copy of the page is shown
 * any more. The only place that raises a version.
 */
export const changeHouses = (
  trx: Trx,
  houses: number | Expression<SqlBool>,
  change: HouseChange = {},
) =>
  trx
    .updateTable('houses')
    .set({ ...change, version: sql`version + 1` })
    .where((house) => (typeof houses === 'number' ? house('id', '=', houses) : houses))
    .execute()

/** One more finished stay, whose comment the page of the house shows. */
export async function countFinishedStay(trx: Trx, house_id: number): Promise<void> {
  await changeHouses(trx, house_id, { order_count: sql`order_count + 1` as never })
}
