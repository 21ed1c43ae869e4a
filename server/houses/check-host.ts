import { Refusal } from '../../contract/refusals.ts'
import type { Db } from '../schema.ts'
import { findHost } from './image-sql.ts'

/** @throws {Refusal} `house_missing`; `not_your_house` where somebody else lets it. */
export async function checkHost(db: Db, house_id: number, user_id: number): Promise<void> {
  const house = await findHost(db, house_id)
  if (!house) throw new Refusal('house_missing')
  if (house.host_id !== user_id) throw new Refusal('not_your_house')
}
