import { isAdult, readIdCard } from '../../contract/id-card.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import { isDuplicate } from '../platform/database/database.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { setRealName } from './profile-sql.ts'
import { readTypedName } from './typed-name.ts'

const DAY_MS = 86_400_000
const TRIES_MAX = 10

/**
 * Takes down who somebody really is, once and for good.
 *
 * @throws {Refusal} `params_invalid`; `auth_tries_spent` after 10 tries in a day; `id_card_invalid`,
 * also where another account has it; `under_age`; `already_verified`.
 */
export async function verifyRealName(
  db: Db,
  { clock, tries }: { readonly clock: Clock; readonly tries: CountTries },
  user_id: number,
  typed: { readonly real_name: string; readonly id_card: string },
): Promise<void> {
  const real_name = readTypedName(typed.real_name)
  if (real_name === undefined)
    throw new Refusal('params_invalid', { field: 'real_name', problem: 'not readable' })
  if ((await tries.count(`real-name:${user_id}`, DAY_MS)) > TRIES_MAX)
    throw new Refusal('auth_tries_spent')
  const id_card = readIdCard(typed.id_card, clock.today())
  if (id_card === undefined) throw new Refusal('id_card_invalid')
  if (!isAdult(id_card, clock.today())) throw new Refusal('under_age')
  try {
    if (await setRealName(db, user_id, { real_name, id_card })) return
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('id_card_invalid') : error
  }
  throw new Refusal('already_verified')
}
