import { Refusal } from '../../contract/refusals.ts'
import type { Db, Trx } from '../schema.ts'

/** A house and the person who wants to see what its host sees, or to change it. */
export interface OwnHouse {
  readonly house_id: number
  readonly user_id: number
}

interface HouseOwner {
  readonly host_id: number
  readonly listed: boolean
}

const selectOwner = (db: Db, house_id: number) =>
  db.selectFrom('houses').select(['host_id', 'listed']).where('id', '=', house_id)

/** @throws {Refusal} `house_missing`; `not_your_house` where somebody else lets it. */
export async function checkOwnHouse(db: Db, house: OwnHouse): Promise<HouseOwner> {
  return ownedBy(house.user_id, await selectOwner(db, house.house_id).executeTakeFirst())
}

/**
 * The same, and nobody else changes the house until the transaction ends.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`.
 */
export async function lockOwnHouse(trx: Trx, house: OwnHouse): Promise<HouseOwner> {
  const owner = selectOwner(trx, house.house_id).forNoKeyUpdate()
  return ownedBy(house.user_id, await owner.executeTakeFirst())
}

function ownedBy(user_id: number, owner: HouseOwner | undefined): HouseOwner {
  if (!owner) throw new Refusal('house_missing')
  if (owner.host_id !== user_id) throw new Refusal('not_your_house')
  return owner
}
