import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import { spendSmsCode, trySmsCode } from '../codes/spend-sms-code.ts'
import type { Clock } from '../platform/database/clock.ts'
import { isDuplicate } from '../platform/database/database.ts'
import type { Db } from '../schema.ts'
import { findUser } from './profile-sql.ts'
import { replaceMobile } from './session-sql.ts'

export interface MobileChange {
  readonly mobile: string
  /** Sent to the new number. */
  readonly sms_code: string
  /** Sent to the old one. */
  readonly old_sms_code: string
}

/**
 * Gives somebody who reads the codes of both another mobile number.
 *
 * @throws {Refusal} `params_invalid` for the number that they have; of the old number's code, then
 * of the new one's: `sms_code_expired`, `sms_code_wrong`; `mobile_registered`.
 */
export async function changeMobile(
  db: Db,
  { clock, secrets }: { readonly clock: Clock; readonly secrets: CodeSecrets },
  user_id: number,
  { mobile, sms_code, old_sms_code }: MobileChange,
): Promise<void> {
  const before = await findUser(db, user_id)
  if (before.mobile === mobile)
    throw new Refusal('params_invalid', { field: 'mobile', problem: 'is your number already' })
  const tryCode = (number: string, code: string) =>
    trySmsCode(db, clock, secrets, { mobile: number, code, purpose: 'mobile' })
  const of_old = await tryCode(before.mobile, old_sms_code)
  const of_new = await tryCode(mobile, sms_code)
  try {
    await db.transaction().execute(async (trx) => {
      await replaceMobile(trx, { user_id, before: before.mobile, after: mobile })
      await spendSmsCode(trx, clock, of_old)
      await spendSmsCode(trx, clock, of_new)
    })
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('mobile_registered') : error
  }
}
