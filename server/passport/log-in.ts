import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../schema.ts'
import { checkPassword } from './passwords.ts'
import { countTry, findUserByMobile, forgetTries } from './sql.ts'

const WRONG_TRIES_MAX = 5
const TRIES_WINDOW_MS = 600_000

/**
 * The id of the user whose mobile number and password these are.
 *
 * @throws {Refusal} `login_wrong`; `login_locked` after 5 wrong tries in 600 s, right or wrong.
 */
export async function logIn(
  db: Db,
  clock: Clock,
  { mobile, password }: { mobile: string; password: string },
): Promise<number> {
  const now = clock.now()
  const tries = await countTry(db, mobile, now, new Date(now.getTime() + TRIES_WINDOW_MS))
  if (tries > WRONG_TRIES_MAX) throw new Refusal('login_locked')
  const user = await findUserByMobile(db, mobile)
  const right = await checkPassword(user?.password_hash, password)
  if (!user || !right) throw new Refusal('login_wrong')
  await forgetTries(db, mobile)
  return user.id
}
