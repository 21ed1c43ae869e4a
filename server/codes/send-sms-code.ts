import { randomInt } from 'node:crypto'
import type { SmsCodePurpose } from '../../contract/codes.ts'
import { Refusal } from '../../contract/refusals.ts'
import { MOBILE_PATTERN } from '../../contract/values.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { Db, Tables } from '../schema.ts'
import { type CodeSecrets, purposeOfSms } from './code-secrets.ts'
import { DELIVER_SMS_CODE } from './deliver-sms-code.ts'
import { judgeImageCode, type RightImageCode } from './judge-image-code.ts'
import { countSender, type SmsBounds, sendWithin } from './sms-bounds.ts'
import { findOwner, replaceSmsCode, spendImageCode } from './sql.ts'

const SMS_LIFE_MS = 300_000
export const SMS_INTERVAL_MS = 60_000

const MOBILE = new RegExp(MOBILE_PATTERN)
/** No stored id looks otherwise; NUL, for one, cannot be stored. */
const IMAGE_CODE_ID = /^[\w-]{1,64}$/

interface SmsCodes extends SmsBounds {
  readonly secrets: CodeSecrets
  readonly jobs: JobSender<Tables>
}

export interface SmsRequest {
  readonly mobile: string
  readonly purpose: SmsCodePurpose
  /** Who asks, where they have logged in. */
  readonly user_id: number | undefined
  readonly image_code: string | undefined
  readonly image_code_id: string | undefined
  readonly address: string
}

/**
 * Makes a code for a mobile number and the job that sends it, both or neither.
 *
 * @throws {Refusal} in this order: `params_missing`, `params_invalid`, `image_code_expired`,
 * `image_code_wrong`, `too_many_requests` past the bounds of an address, `sms_day_spent` past that
 * of the number, `sms_hour_spent` past that of the site, `sms_too_soon`, `mobile_registered`
 * where it is for registering: for all else, numbers with and without an account are answered the
 * same, and the job sends to those that have one. A
 * right image code is spent with the SMS that is sent, a wrong one at once.
 */
export async function sendSmsCode(
  db: Db,
  clock: Clock,
  codes: SmsCodes,
  request: SmsRequest,
): Promise<void> {
  const { mobile, image } = readRequest(request)
  const right = await judgeImageCode(db, clock, codes.secrets, image)
  await countSender(codes, request.address)
  await sendWithin(codes, mobile, () => send(clock, codes, request, right))
}

async function send(
  clock: Clock,
  { secrets, jobs }: Pick<SmsCodes, 'secrets' | 'jobs'>,
  { mobile, purpose, user_id }: SmsRequest,
  image: RightImageCode,
): Promise<void> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await jobs.transaction(async (trx, owe) => {
    const now = clock.now()
    // Of many that read the same picture right at once, one has it.
    if (!(await spendImageCode(trx, image))) throw new Refusal('image_code_expired')
    const replaced = await replaceSmsCode(
      trx,
      {
        mobile,
        code_hash: secrets.hash(purposeOfSms(purpose), mobile, code),
        sent_at: now,
        expires_at: new Date(now.getTime() + SMS_LIFE_MS),
      },
      new Date(now.getTime() - SMS_INTERVAL_MS),
    )
    if (!replaced) throw new Refusal('sms_too_soon')
    if (purpose === 'register' && (await findOwner(trx, mobile)) !== undefined)
      throw new Refusal('mobile_registered')
    const sealed_code = secrets.seal(mobile, code)
    await owe(DELIVER_SMS_CODE, { mobile, sealed_code, purpose, ...(user_id && { user_id }) })
  })
}

function readRequest({ mobile, image_code, image_code_id }: SmsRequest) {
  if (!image_code) throw missing('image_code')
  if (!image_code_id) throw missing('image_code_id')
  if (!MOBILE.test(mobile)) throw invalid('mobile', 'must be a mobile number')
  if (!IMAGE_CODE_ID.test(image_code_id))
    throw invalid('image_code_id', 'must be 1 to 64 letters, digits, - or _')
  return { mobile, image: { id: image_code_id, code: image_code } }
}

const missing = (field: string) => new Refusal('params_missing', { field, problem: 'required' })

const invalid = (field: string, problem: string) =>
  new Refusal('params_invalid', { field, problem })
