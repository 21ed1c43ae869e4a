import { randomInt } from 'node:crypto'
import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import { spendSmsCode, trySmsCode } from '../codes/spend-sms-code.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { checkNewPassword } from './new-password.ts'
import { hashPassword } from './passwords.ts'
import { findUserByMobile, insertUser, type NewUser } from './session-sql.ts'

const NAMES_TRIED_MAX = 5

export interface Registration {
  readonly mobile: string
  readonly sms_code: string
  readonly password: string
  /** Compared where it was sent. */
  readonly password2?: string | undefined
}

/**
 * Makes an account for somebody who read the code sent to their mobile number; returns its id.
 * The account and the end of the code are one transaction.
 *
 * @throws {Refusal} in this order: `passwords_differ`, `password_common`, `sms_code_expired`,
 * `sms_code_wrong`, `mobile_registered`.
 */
export async function register(
  db: Db,
  clock: Clock,
  secrets: CodeSecrets,
  { mobile, sms_code, password, password2 }: Registration,
): Promise<number> {
  if (password2 !== undefined && password !== password2) throw new Refusal('passwords_differ')
  await checkNewPassword(password)
  const code = await trySmsCode(db, clock, secrets, {
    mobile,
    code: sms_code,
    purpose: 'register',
  })
  const password_hash = await hashPassword(password)
  return db.transaction().execute(async (trx) => {
    const user_id = await addUser(trx, { mobile, password_hash, created_at: clock.now() })
    await spendSmsCode(trx, clock, code)
    return user_id
  })
}

/** Named by the mobile number, unless somebody else has taken that for a name. */
async function addUser(trx: Trx, user: Omit<NewUser, 'name'>): Promise<number> {
  for (let tried = 0; tried < NAMES_TRIED_MAX; tried += 1) {
    const name = tried === 0 ? user.mobile : `用户${randomInt(1e8, 1e9)}`
    const added = await insertUser(trx, { ...user, name })
    if (added) return added.id
    if (await findUserByMobile(trx, user.mobile)) throw new Refusal('mobile_registered')
  }
  throw new Error('no free name was found')
}
