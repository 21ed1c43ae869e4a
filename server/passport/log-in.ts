import { Refusal } from '../../contract/refusals.ts'
import type { CountTries } from '../platform/tries.ts'
import type { Db } from '../schema.ts'
import { checkPassword } from './passwords.ts'
import { findUserByMobile } from './sql.ts'

const WINDOW_MS = 600_000
const MOBILE_TRIES_MAX = 5
/** Higher, because many people may share an address. */
const ADDRESS_TRIES_MAX = 50

/**
 * The id of the user whose mobile number and password these are.
 *
 * @throws {Refusal} `login_wrong`; `login_locked` after 5 wrong tries in 600 s for the mobile
 * number, or 50 from one address, right or wrong.
 */
export async function logIn(
  db: Db,
  tries: CountTries,
  { mobile, password, address }: { mobile: string; password: string; address: string },
): Promise<number> {
  const subjects = [`login:${mobile}`, `login-ip:${address}`] as const
  // Counted before the password is looked at, so that many at once are counted too.
  const byMobile = await tries.count(subjects[0], WINDOW_MS)
  const byAddress = await tries.count(subjects[1], WINDOW_MS)
  if (byMobile > MOBILE_TRIES_MAX || byAddress > ADDRESS_TRIES_MAX)
    throw new Refusal('login_locked')
  const user = await findUserByMobile(db, mobile)
  const right = await checkPassword(user?.password_hash, password)
  if (!user || !right) throw new Refusal('login_wrong')
  await tries.takeBack(subjects)
  return user.id
}
