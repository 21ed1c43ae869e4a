import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import { spendSmsCode, trySmsCode } from '../codes/spend-sms-code.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { subjectOf } from './log-in.ts'
import { checkNewPassword } from './new-password.ts'
import { hashPassword } from './passwords.ts'
import { findUserByMobile, setPasswordHash } from './session-sql.ts'
import type { Sessions } from './sessions.ts'

export interface PasswordReset {
  readonly mobile: string
  readonly sms_code: string
  readonly password: string
  /** Compared where it was sent. */
  readonly password2?: string | undefined
}

interface ResetDeps {
  readonly clock: Clock
  readonly secrets: CodeSecrets
  readonly sessions: Sessions
  readonly tries: CountTries
}

/**
 * Gives whoever reads the code sent to a mobile number a new password. All sessions end, and wrong
 * tries at the old password are forgotten.
 *
 * @throws {Refusal} in this order: `passwords_differ`, `password_common`, `sms_code_expired`,
 * `sms_code_wrong`. A number without an account was sent no code, and so answers as a wrong one.
 */
export async function resetPassword(
  db: Db,
  { clock, secrets, sessions, tries }: ResetDeps,
  { mobile, sms_code, password, password2 }: PasswordReset,
): Promise<void> {
  if (password2 !== undefined && password !== password2) throw new Refusal('passwords_differ')
  await checkNewPassword(password)
  const code = await trySmsCode(db, clock, secrets, { mobile, code: sms_code, purpose: 'reset' })
  const password_hash = await hashPassword(password)
  await db.transaction().execute(async (trx) => {
    const user = await findUserByMobile(trx, mobile)
    if (!user) throw new Refusal('sms_code_expired')
    await setPasswordHash(trx, user.id, password_hash)
    await spendSmsCode(trx, clock, code)
    await sessions.closeAll(trx, user.id)
  })
  await tries.forget(subjectOf({ mobile, device: undefined }))
}
