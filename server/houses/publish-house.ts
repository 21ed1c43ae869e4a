import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db, Trx } from '../schema.ts'
import type { ReadForm } from './read-house-form.ts'
import {
  changeHouse,
  countFacilities,
  findArea,
  findRealName,
  insertHouse,
  lockHouse,
  replaceFacilities,
} from './sql.ts'

/** A house and the person who wants to change it. */
export interface OwnHouse {
  readonly house_id: number
  readonly user_id: number
}

/**
 * Publishes a house, listed at once, and returns its id.
 *
 * @throws {Refusal} `area_missing`, `facility_missing`, `not_verified`.
 */
export const publishHouse = (
  db: Db,
  clock: Clock,
  host_id: number,
  { details, facility_ids }: ReadForm,
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    await checkNamed(trx, details.area_id, facility_ids)
    if ((await findRealName(trx, host_id)) === null) throw new Refusal('not_verified')
    const house_id = await insertHouse(trx, { ...details, host_id, created_at: clock.now() })
    await replaceFacilities(trx, house_id, facility_ids)
    return house_id
  })

/** @throws {Refusal} `house_missing`, `not_your_house`, `area_missing`, `facility_missing`. */
export const editHouse = (
  db: Db,
  house: OwnHouse,
  { details, facility_ids }: ReadForm,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await lockOwnHouse(trx, house)
    await checkNamed(trx, details.area_id, facility_ids)
    await changeHouse(trx, house.house_id, details)
    await replaceFacilities(trx, house.house_id, facility_ids)
  })

/**
 * Lists a house or takes it off the list; orders that it has stay as they are.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`.
 */
export const listHouse = (db: Db, house: OwnHouse, listed: boolean): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const before = await lockOwnHouse(trx, house)
    if (before.listed !== listed) await changeHouse(trx, house.house_id, { listed })
  })

async function lockOwnHouse(trx: Trx, { house_id, user_id }: OwnHouse) {
  const house = await lockHouse(trx, house_id)
  if (!house) throw new Refusal('house_missing')
  if (house.host_id !== user_id) throw new Refusal('not_your_house')
  return house
}

async function checkNamed(trx: Trx, area_id: number, facility_ids: readonly number[]) {
  if (!(await findArea(trx, area_id))) throw new Refusal('area_missing')
  if ((await countFacilities(trx, facility_ids)) < facility_ids.length)
    throw new Refusal('facility_missing')
}
