import { randomInt } from 'node:crypto'
import { Refusal } from '../../contract/refusals.ts'
import { MOBILE_PATTERN } from '../../contract/values.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db, Tables } from '../schema.ts'
import { type CodeSecrets, isSameHash } from './code-secrets.ts'
import { DELIVER_SMS_CODE } from './deliver-sms-code.ts'
import { isRegistered, replaceSmsCode, takeImageCode } from './sql.ts'

const SMS_LIFE_MS = 300_000
export const SMS_INTERVAL_MS = 60_000
const DAY_MS = 86_400_000
/** Higher than a person needs, because many may share an address. */
const ADDRESS_SENDS_MAX = 100
const BURST_MS = 600_000
const ADDRESS_BURST_MAX = 20
/** However many addresses ask for it. */
const MOBILE_SENDS_MAX = 10

const MOBILE = new RegExp(MOBILE_PATTERN)
/** No stored id looks otherwise; NUL, for one, cannot be stored. */
const IMAGE_CODE_ID = /^[\w-]{1,64}$/

interface SmsCodes {
  readonly secrets: CodeSecrets
  readonly tries: CountTries
  readonly jobs: JobSender<Tables>
}

export interface SmsRequest {
  readonly mobile: string
  readonly image_code: string | undefined
  readonly image_code_id: string | undefined
  readonly address: string
}

/**
 * Makes a code for a mobile number and the job that sends it, both or neither.
 *
 * @throws {Refusal} in this order: `params_missing`, `params_invalid`, `image_code_expired`,
 * `image_code_wrong`, `too_many_requests` past 20 from one address in 10 minutes or 100 in a day,
 * `sms_day_spent` past 10 to one number in a day, `sms_too_soon`, `mobile_registered`. Once the
 * image code was looked at, it is spent.
 */
export async function sendSmsCode(
  db: Db,
  clock: Clock,
  { secrets, tries, jobs }: SmsCodes,
  request: SmsRequest,
): Promise<void> {
  const { mobile, image_code, image_code_id } = readRequest(request)
  await spendImageCode(db, clock, secrets, image_code_id, image_code)
  await checkAddress(tries, request.address)
  const of_mobile = `sms-mobile:${mobile}`
  if ((await tries.count(of_mobile, DAY_MS)) > MOBILE_SENDS_MAX) throw new Refusal('sms_day_spent')
  try {
    await send(clock, { secrets, jobs }, mobile)
  } catch (error) {
    // Nothing was sent.
    await tries.takeBack(of_mobile)
    throw error
  }
}

async function checkAddress(tries: CountTries, address: string): Promise<void> {
  const in_burst = await tries.count(`sms-ip-burst:${address}`, BURST_MS)
  const in_day = await tries.count(`sms-ip:${address}`, DAY_MS)
  if (in_burst > ADDRESS_BURST_MAX || in_day > ADDRESS_SENDS_MAX)
    throw new Refusal('too_many_requests')
}

async function send(
  clock: Clock,
  { secrets, jobs }: Omit<SmsCodes, 'tries'>,
  mobile: string,
): Promise<void> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await jobs.transaction(async (trx, owe) => {
    const now = clock.now()
    const replaced = await replaceSmsCode(
      trx,
      {
        mobile,
        code_hash: secrets.hash('sms', mobile, code),
        sent_at: now,
        expires_at: new Date(now.getTime() + SMS_LIFE_MS),
      },
      new Date(now.getTime() - SMS_INTERVAL_MS),
    )
    if (!replaced) throw new Refusal('sms_too_soon')
    if (await isRegistered(trx, mobile)) throw new Refusal('mobile_registered')
    await owe(DELIVER_SMS_CODE, { mobile, sealed_code: secrets.seal(mobile, code) })
  })
}

function readRequest({ mobile, image_code, image_code_id }: SmsRequest) {
  if (!image_code) throw missing('image_code')
  if (!image_code_id) throw missing('image_code_id')
  if (!MOBILE.test(mobile)) throw invalid('mobile', 'must be a mobile number')
  if (!IMAGE_CODE_ID.test(image_code_id))
    throw invalid('image_code_id', 'must be 1 to 64 letters, digits, - or _')
  return { mobile, image_code, image_code_id }
}

async function spendImageCode(
  db: Db,
  clock: Clock,
  secrets: CodeSecrets,
  id: string,
  code: string,
): Promise<void> {
  const kept = await takeImageCode(db, id)
  if (!kept || kept.expires_at <= clock.now()) throw new Refusal('image_code_expired')
  const sent = secrets.hash('image', id, code.trim().toUpperCase())
  if (!isSameHash(sent, kept.code_hash)) throw new Refusal('image_code_wrong')
}

const missing = (field: string) => new Refusal('params_missing', { field, problem: 'required' })

const invalid = (field: string, problem: string) =>
  new Refusal('params_invalid', { field, problem })
