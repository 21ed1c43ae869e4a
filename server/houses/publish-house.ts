import { isAdult } from '../../contract/id-card.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { changeHouses } from './change-house.ts'
import type { HouseSecrets } from './house-secrets.ts'
import { lockOwnHouse, type OwnHouse } from './own-house.ts'
import type { ReadForm } from './read-house-form.ts'
import {
  countFacilities,
  findArea,
  findDetails,
  findIdCard,
  insertHouse,
  replaceFacilities,
} from './sql.ts'
import { type TellGuests, toldChanges } from './told-changes.ts'
import { placeColumns, writeStory } from './write-story.ts'

interface Publishing {
  readonly clock: Clock
  readonly house_secrets: HouseSecrets
}

/**
 * Publishes a house, listed at once, and returns its id.
 *
 * @throws {Refusal} `area_missing`, `facility_missing`, `not_verified`, `under_age`.
 */
export const publishHouse = (
  db: Db,
  { clock, house_secrets }: Publishing,
  host_id: number,
  { details, facility_ids, story }: ReadForm,
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    await checkNamed(trx, details.area_id, facility_ids)
    const id_card = await findIdCard(trx, host_id)
    if (id_card === null) throw new Refusal('not_verified')
    if (!isAdult(id_card, clock.today())) throw new Refusal('under_age')
    const house_id = await insertHouse(trx, {
      ...details,
      ...placeColumns(house_secrets, host_id, story),
      host_id,
      created_at: clock.now(),
    })
    await replaceFacilities(trx, house_id, facility_ids)
    await writeStory(trx, house_secrets, house_id, story)
    return house_id
  })

/**
 * Changes a house and tells those who have booked it what is not as it was.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`, `area_missing`, `facility_missing`.
 */
export const editHouse = (
  db: Db,
  { clock, house_secrets, tellGuests }: Publishing & { readonly tellGuests: TellGuests },
  house: OwnHouse,
  form: ReadForm,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { details, facility_ids, story } = form
    const { host_id } = await lockOwnHouse(trx, house)
    await checkNamed(trx, details.area_id, facility_ids)
    const before = await findDetails(trx, house.house_id)
    const changed = await toldChanges(trx, before, form)
    const place = placeColumns(house_secrets, host_id, story, before)
    await changeHouses(trx, house.house_id, { ...details, ...place })
    await replaceFacilities(trx, house.house_id, facility_ids)
    await writeStory(trx, house_secrets, house.house_id, story)
    if (changed.length > 0) await tellGuests(trx, clock, house.house_id, changed)
  })

/**
 * Lists a house or takes it off the list; orders that it has stay as they are.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`.
 */
export const setListed = (db: Db, house: OwnHouse, listed: boolean): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const before = await lockOwnHouse(trx, house)
    if (before.listed !== listed) await changeHouses(trx, house.house_id, { listed })
  })

async function checkNamed(trx: Trx, area_id: number, facility_ids: readonly number[]) {
  if (!(await findArea(trx, area_id))) throw new Refusal('area_missing')
  if ((await countFacilities(trx, facility_ids)) < facility_ids.length)
    throw new Refusal('facility_missing')
}
