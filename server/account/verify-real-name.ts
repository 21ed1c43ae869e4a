import { readIdCard } from '../../contract/id-card.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import { isDuplicate } from '../platform/database/database.ts'
import type { Db } from '../schema.ts'
import { setRealName } from './profile-sql.ts'
import { readTypedName } from './typed-name.ts'

/**
 * Takes down who somebody really is, once and for good.
 *
 * @throws {Refusal} `params_invalid`, `id_card_invalid`, `already_verified`, `id_card_used`.
 */
export async function verifyRealName(
  db: Db,
  clock: Clock,
  user_id: number,
  typed: { readonly real_name: string; readonly id_card: string },
): Promise<void> {
  const real_name = readTypedName(typed.real_name)
  if (real_name === undefined)
    throw new Refusal('params_invalid', { field: 'real_name', problem: 'not readable' })
  const id_card = readIdCard(typed.id_card, clock.today())
  if (id_card === undefined) throw new Refusal('id_card_invalid')
  try {
    if (await setRealName(db, user_id, { real_name, id_card })) return
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('id_card_used') : error
  }
  throw new Refusal('already_verified')
}
