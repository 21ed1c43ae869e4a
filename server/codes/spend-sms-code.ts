import type { SmsCodePurpose } from '../../contract/codes.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { type CodeSecrets, isSameHash, purposeOfSms } from './code-secrets.ts'
import { countSmsTry, expireSmsCode } from './sql.ts'

/** The code's last wrong try spends it. */
const TRIES_MAX = 5

/** A code that was found right, and can be spent. */
export interface RightSmsCode {
  readonly mobile: string
  readonly code_hash: string
}

export interface SmsCodeTry {
  readonly mobile: string
  readonly code: string
  /** One that was sent for another purpose is wrong. */
  readonly purpose: SmsCodePurpose
}

/**
 * Counts one try at the code that was sent to a mobile number, before it is compared, so that many
 * at once are counted too.
 *
 * @throws {Refusal} `sms_code_wrong`; `sms_code_expired` when there is none, or its tries are used up.
 */
export async function trySmsCode(
  db: Db,
  clock: Clock,
  secrets: CodeSecrets,
  { mobile, code, purpose }: SmsCodeTry,
): Promise<RightSmsCode> {
  const code_hash = await countSmsTry(db, mobile, clock.now(), TRIES_MAX)
  if (code_hash === undefined) throw new Refusal('sms_code_expired')
  if (!isSameHash(secrets.hash(purposeOfSms(purpose), mobile, code.trim()), code_hash))
    throw new Refusal('sms_code_wrong')
  return { mobile, code_hash }
}

/** @throws {Refusal} `sms_code_expired` when it was spent or replaced meanwhile. */
export async function spendSmsCode(trx: Trx, clock: Clock, code: RightSmsCode): Promise<void> {
  if (!(await expireSmsCode(trx, code.mobile, code.code_hash, clock.now())))
    throw new Refusal('sms_code_expired')
}
