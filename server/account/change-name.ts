import { Refusal } from '../../contract/refusals.ts'
import { isDuplicate } from '../platform/database/database.ts'
import type { Db } from '../schema.ts'
import { findUser, lookOf, setName } from './profile-sql.ts'
import type { OnProfileChanged } from './public-profile.ts'
import { isReserved } from './reserved-names.ts'
import { readTypedName } from './typed-name.ts'

/**
 * Gives somebody the name that others see; returns it as it is kept.
 *
 * @throws {Refusal} `params_invalid`; `name_reserved`; `name_taken` where it looks like another’s.
 */
export async function changeName(
  db: Db,
  onProfileChanged: OnProfileChanged,
  user_id: number,
  typed: string,
): Promise<string> {
  const name = readTypedName(typed)
  const look = name === undefined ? '' : await lookOf(db, name)
  if (name === undefined || look === '')
    throw new Refusal('params_invalid', { field: 'name', problem: 'not readable' })
  const { mobile } = await findUser(db, user_id)
  if (name !== mobile && isReserved(look)) throw new Refusal('name_reserved')
  try {
    await db.transaction().execute(async (trx) => {
      await setName(trx, user_id, name)
      await onProfileChanged(trx, user_id)
    })
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('name_taken') : error
  }
  return name
}
