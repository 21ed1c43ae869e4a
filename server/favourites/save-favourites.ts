import { FAVOURITES_MAX } from '../../contract/favourites.ts'
import { Refusal } from '../../contract/refusals.ts'
import { checkVisibleHouse } from '../houses/visible-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { countFavourites, defaultList, findOwnList, insertListed, lockPerson } from './sql.ts'

export interface Wish {
  readonly user_id: number
  readonly house_id: number
  /** Undefined: where it is, else the default list. */
  readonly list_id: number | undefined
}

/**
 * Keeps a house, or moves it to another list; returns in which list it is.
 *
 * @throws {Refusal} `house_missing`, also where it is not shown to this person; `list_missing`,
 * `favourites_full`.
 */
export async function saveFavourite(db: Db, clock: Clock, wish: Wish): Promise<number> {
  const { user_id, house_id } = wish
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, user_id)
    const list = wish.list_id === undefined ? undefined : await ownList(trx, wish.list_id, user_id)
    const before = await trx
      .selectFrom('favourites')
      .select('list_id')
      .where('user_id', '=', user_id)
      .where('house_id', '=', house_id)
      .executeTakeFirst()
    // One that is kept can be moved, whatever became of it.
    if (!before) {
      await checkVisibleHouse(trx, house_id, user_id)
      if ((await countFavourites(trx, user_id)) >= FAVOURITES_MAX)
        throw new Refusal('favourites_full')
    }
    const now = clock.now()
    const list_id = list?.id ?? before?.list_id ?? (await defaultList(trx, user_id, now))
    await trx
      .insertInto('favourites')
      .values({ user_id, house_id, list_id, saved_at: now })
      .onConflict((conflict) => conflict.columns(['user_id', 'house_id']).doUpdateSet({ list_id }))
      .execute()
    return list_id
  })
}

async function ownList(db: Db, list_id: number, user_id: number) {
  const list = await findOwnList(db, list_id, user_id)
  if (!list) throw new Refusal('list_missing')
  return list
}

/** What a browser kept for a visitor who has logged in now; returns how many are new. */
export const mergeFavourites = (
  db: Db,
  clock: Clock,
  user_id: number,
  house_ids: readonly number[],
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    await lockPerson(trx, user_id)
    const room = FAVOURITES_MAX - (await countFavourites(trx, user_id))
    if (room <= 0) return 0
    const saved_at = clock.now()
    const list_id = await defaultList(trx, user_id, saved_at)
    return insertListed(trx, { user_id, list_id, saved_at }, [...new Set(house_ids)], room)
  })

/** @throws {Refusal} `favourite_missing` for what this person does not keep. */
export async function dropFavourite(db: Db, user_id: number, house_id: number): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('favourites')
    .where('user_id', '=', user_id)
    .where('house_id', '=', house_id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new Refusal('favourite_missing')
}
