import { instructionsFrom, seesInstructions, seesPlace } from '../../rules/guest-sees.ts'
import { type HouseSecrets, readInstructions } from '../houses/house-secrets.ts'
import { exactPlace } from '../houses/shown-place.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import type { FoundOrder } from './find-orders.ts'

/** How the guest of a paid stay gets there and in; undefined where they are not, or no longer, told. */
export async function tellArrival(
  db: Db,
  { clock, house_secrets }: { readonly clock: Clock; readonly house_secrets: HouseSecrets },
  order: FoundOrder,
) {
  const today = clock.today()
  if (!seesPlace(order, today)) return undefined
  const place = await findPlace(db, order.house_id)
  const instructions = seesInstructions(order, today)
    ? await readInstructions(db, house_secrets, order.house_id)
    : {}
  return {
    position: exactPlace(place),
    instructions: Object.keys(instructions).length > 0 ? instructions : null,
    instructions_from: instructionsFrom(order),
  }
}

/** Where a house is, for those who may know. */
export const findPlace = (db: Db, house_id: number) =>
  db
    .selectFrom('houses')
    .select(['latitude', 'longitude'])
    .where('id', '=', house_id)
    .executeTakeFirstOrThrow()
