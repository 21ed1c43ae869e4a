import { isDuplicate } from '../platform/database/database.ts'
import type { Db } from '../schema.ts'
import { insertAreas, nameAreaInEnglish as nameInEnglish, renameArea as rename } from './sql.ts'

const NAME_CHARACTERS_MAX = 32

/** Makes areas that houses can be in, those that are there already staying as they are. */
export async function addAreas(db: Db, names: readonly string[]): Promise<void> {
  await insertAreas(db, names.map(readName))
}

/** @throws {Error} when there is no area `from`, or one that is called `to` already. */
export async function renameArea(db: Db, from: string, to: string): Promise<void> {
  try {
    if (!(await rename(db, from, readName(to)))) throw new Error(`there is no area "${from}"`)
  } catch (error) {
    throw isDuplicate(error) ? new Error(`there is an area "${to}" already`) : error
  }
}

/** @throws {Error} when there is no such area. */
export async function nameAreaInEnglish(db: Db, name: string, name_en: string): Promise<void> {
  if (!(await nameInEnglish(db, name, readName(name_en))))
    throw new Error(`there is no area "${name}"`)
}

function readName(typed: string): string {
  const name = typed.trim()
  if (name !== '' && [...name].length <= NAME_CHARACTERS_MAX && !/\p{C}/u.test(name)) return name
  throw new Error(`the name of an area must be 1 to ${NAME_CHARACTERS_MAX} visible characters`)
}
