import type { ToldField } from '../../contract/houses.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Trx } from '../schema.ts'
import type { HouseDetails, ReadForm } from './read-house-form.ts'
import { type findDetails, findFacilities } from './sql.ts'

/** What tells guests of a house that it is not as they booked it, in the transaction that changes it. */
export type TellGuests = (
  trx: Trx,
  clock: Clock,
  house_id: number,
  changed: readonly ToldField[],
) => Promise<void>

/** Price and lengths of stay are not among them: orders keep theirs. */
const DETAILS = {
  title: 'title',
  area: 'area_id',
  address: 'address',
  room_count: 'room_count',
  acreage: 'acreage',
  unit: 'unit',
  capacity: 'capacity',
  beds: 'beds',
  deposit: 'deposit_fen',
} as const satisfies Partial<Record<ToldField, keyof HouseDetails>>

/** What a form would change of a locked house that matters to those who have booked it. */
export async function toldChanges(
  trx: Trx,
  before: Awaited<ReturnType<typeof findDetails>>,
  { details, facility_ids }: ReadForm,
): Promise<ToldField[]> {
  const changed: ToldField[] = Object.entries(DETAILS)
    .filter(([, column]) => before[column] !== details[column])
    .map(([field]) => field as keyof typeof DETAILS)
  const had = (await findFacilities(trx, before.id)).map(({ facility_id }) => facility_id)
  const same = had.length === facility_ids.length && had.every((id) => facility_ids.includes(id))
  return same ? changed : [...changed, 'facilities']
}
