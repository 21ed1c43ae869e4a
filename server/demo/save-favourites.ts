import { createList, shareList } from '../favourites/change-lists.ts'
import { saveFavourite } from '../favourites/save-favourites.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'

/** Houses, by their place in the list of all: some kept, some in a list that is shared. */
const KEPT = [7, 15, 22]
const SHARED = { name: '带爸妈去', houses: [0, 11, 4] }

export async function saveFavourites(
  db: Db,
  clock: Clock,
  user_id: number,
  house_ids: readonly number[],
): Promise<void> {
  const save = (place: number, list_id?: number) =>
    saveFavourite(db, clock, { user_id, house_id: house_ids[place] ?? 0, list_id })
  for (const place of KEPT) await save(place)
  const list_id = await createList(db, clock, user_id, SHARED.name)
  for (const place of SHARED.houses) await save(place, list_id)
  await shareList(db, { list_id, user_id })
}
