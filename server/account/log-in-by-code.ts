import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import { spendSmsCode, trySmsCode } from '../codes/spend-sms-code.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { countStranger } from './log-in.ts'
import { findUserByMobile } from './session-sql.ts'

interface CodeDeps {
  readonly clock: Clock
  readonly secrets: CodeSecrets
  readonly tries: CountTries
}

/**
 * The id of the user who reads the code sent to their mobile number.
 *
 * @throws {Refusal} `login_locked` after 50 wrong tries from one address in 600 s; `sms_code_expired`;
 * `sms_code_wrong`, also where the number has no account, as none was sent to it.
 */
export async function logInByCode(
  db: Db,
  { clock, secrets, tries }: CodeDeps,
  { mobile, sms_code, address }: { mobile: string; sms_code: string; address: string },
): Promise<number> {
  const takeBack = await countStranger(tries, address)
  const code = await trySmsCode(db, clock, secrets, { mobile, code: sms_code, purpose: 'login' })
  const user_id = await db.transaction().execute(async (trx) => {
    const user = await findUserByMobile(trx, mobile)
    if (!user) throw new Refusal('sms_code_expired')
    await spendSmsCode(trx, clock, code)
    return user.id
  })
  await takeBack()
  return user_id
}
