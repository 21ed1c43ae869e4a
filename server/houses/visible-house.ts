import { Refusal } from '../../contract/refusals.ts'
import type { Db } from '../schema.ts'

export interface HouseHead {
  readonly id: number
  readonly host_id: number
  readonly listed: boolean
}

/**
 * Whether a house is shown to a person, or to a visitor who is nobody: one that is not listed only
 * to its host and to who has an order there, as it is for them to look up.
 */
export async function isVisible(
  db: Db,
  house: HouseHead,
  viewer_id: number | undefined,
): Promise<boolean> {
  if (house.listed || viewer_id === house.host_id) return true
  if (viewer_id === undefined) return false
  const order = db
    .selectFrom('orders')
    .select('id')
    .where('house_id', '=', house.id)
    .where('guest_id', '=', viewer_id)
    .limit(1)
  return (await order.executeTakeFirst()) !== undefined
}

/** The house, if it is shown to this person. */
export async function findVisibleHouse(
  db: Db,
  house_id: number,
  viewer_id: number | undefined,
): Promise<HouseHead | undefined> {
  const house = await db
    .selectFrom('houses')
    .select(['id', 'host_id', 'listed'])
    .where('id', '=', house_id)
    .executeTakeFirst()
  return house && (await isVisible(db, house, viewer_id)) ? house : undefined
}

/** @throws {Refusal} `house_missing`, also where it is not shown to this person. */
export async function checkVisibleHouse(
  db: Db,
  house_id: number,
  viewer_id: number | undefined,
): Promise<void> {
  if (!(await findVisibleHouse(db, house_id, viewer_id))) throw new Refusal('house_missing')
}
