import { randomBytes } from 'node:crypto'
import { LISTS_MAX } from '../../contract/favourites.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { countLists, defaultList, findOwnList, lockPerson } from './sql.ts'

const VISIBLE = /[^\p{Z}\p{C}]/u
/** Too many to guess, also for who may try for years. */
const TOKEN_BYTES = 18

/** A list and the person who says that it is theirs. */
export interface OwnList {
  readonly list_id: number
  readonly user_id: number
}

/** @throws {Refusal} `params_invalid`, `list_known`, `lists_full`. */
export const createList = (db: Db, clock: Clock, user_id: number, typed: string) => {
  const name = readName(typed)
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, user_id)
    // With it, so that the bound is the same whichever came first.
    await defaultList(trx, user_id, clock.now())
    if ((await countLists(trx, user_id)) >= LISTS_MAX) throw new Refusal('lists_full')
    await checkNew(trx, user_id, name)
    const { id } = await trx
      .insertInto('favourite_lists')
      .values({ user_id, name, created_at: clock.now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** @throws {Refusal} `params_invalid`, `list_missing`, `list_known`. */
export const renameList = (db: Db, own: OwnList, typed: string): Promise<void> => {
  const name = readName(typed)
  return db.transaction().execute(async (trx) => {
    const list = await lockOwnList(trx, own)
    if (list.name !== name) await checkNew(trx, own.user_id, name)
    await trx.updateTable('favourite_lists').set({ name }).where('id', '=', list.id).execute()
  })
}

/**
 * Its houses go to the default list: nothing that somebody kept is lost by tidying up.
 *
 * @throws {Refusal} `list_missing`, `list_default`.
 */
export const deleteList = (db: Db, clock: Clock, own: OwnList): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const list = await lockOwnList(trx, own)
    if (list.is_default) throw new Refusal('list_default')
    const list_id = await defaultList(trx, own.user_id, clock.now())
    await trx.updateTable('favourites').set({ list_id }).where('list_id', '=', list.id).execute()
    await trx.deleteFrom('favourite_lists').where('id', '=', list.id).execute()
  })

/**
 * The secret of the list's link: the one it has, or a new one.
 *
 * @throws {Refusal} `list_missing`.
 */
export const shareList = (db: Db, own: OwnList): Promise<string> =>
  db.transaction().execute(async (trx) => {
    const list = await lockOwnList(trx, own)
    const token = list.token ?? randomBytes(TOKEN_BYTES).toString('base64url')
    await trx.updateTable('favourite_lists').set({ token }).where('id', '=', list.id).execute()
    return token
  })

/** @throws {Refusal} `list_missing`. */
export const unshareList = (db: Db, own: OwnList): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { id } = await lockOwnList(trx, own)
    await trx.updateTable('favourite_lists').set({ token: null }).where('id', '=', id).execute()
  })

async function lockOwnList(trx: Trx, { list_id, user_id }: OwnList) {
  await lockPerson(trx, user_id)
  const list = await findOwnList(trx, list_id, user_id)
  if (!list) throw new Refusal('list_missing')
  return list
}

async function checkNew(trx: Trx, user_id: number, name: string): Promise<void> {
  const known = await trx
    .selectFrom('favourite_lists')
    .select('id')
    .where('user_id', '=', user_id)
    .where('name', '=', name)
    .executeTakeFirst()
  if (known) throw new Refusal('list_known')
}

function readName(typed: string): string {
  const name = typed.trim().replace(/\s+/gu, ' ')
  if (name.isWellFormed() && VISIBLE.test(name)) return name
  throw new Refusal('params_invalid', { field: 'name', problem: 'must be readable' })
}
