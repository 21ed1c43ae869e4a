import { Refusal } from '../../contract/refusals.ts'
import { MOBILE_PATTERN } from '../../contract/values.ts'
import { isDuplicate } from '../platform/database/database.ts'
import type { Db } from '../schema.ts'
import { findUser, setName } from './profile-sql.ts'
import type { OnProfileChanged } from './public-profile.ts'
import { readTypedName } from './typed-name.ts'

const MOBILE = new RegExp(MOBILE_PATTERN)

/**
 * Gives somebody the name that others see; returns it as it is kept.
 *
 * @throws {Refusal} `params_invalid`, `name_taken`.
 */
export async function changeName(
  db: Db,
  onProfileChanged: OnProfileChanged,
  user_id: number,
  typed: string,
): Promise<string> {
  const name = readTypedName(typed)
  if (name === undefined)
    throw new Refusal('params_invalid', { field: 'name', problem: 'not readable' })
  const { mobile } = await findUser(db, user_id)
  // Whoever registers begins with their number as a name, so every number is kept for its owner.
  if (MOBILE.test(name) && name !== mobile) throw new Refusal('name_taken')
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
