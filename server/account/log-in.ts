import { Refusal } from '../../contract/refusals.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { checkPassword } from './passwords.ts'
import { findUserByMobile } from './session-sql.ts'

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
  const by_mobile = `login:${mobile}`
  const by_address = `login-ip:${address}`
  // Counted before the password is looked at, so that many at once are counted too. An address that
  // is refused counts for nobody's number: it could lock out whom it likes.
  if ((await tries.count(by_address, WINDOW_MS)) > ADDRESS_TRIES_MAX)
    throw new Refusal('login_locked')
  if ((await tries.count(by_mobile, WINDOW_MS)) > MOBILE_TRIES_MAX)
    throw new Refusal('login_locked')
  const user = await findUserByMobile(db, mobile)
  const right = await checkPassword(user?.password_hash, password)
  if (!user || !right) throw new Refusal('login_wrong')
  await tries.forget(by_mobile)
  // No more than this one: whoever guesses at others' passwords may have an account of their own.
  await tries.takeBack(by_address)
  return user.id
}
