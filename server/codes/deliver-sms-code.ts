import { Type } from 'typebox'
import { SMS_CODE_PURPOSES, type SmsCodePurpose } from '../../contract/codes.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { JobKind } from '../platform/jobs/job-queue.ts'
import { defineJobHandler, type JobHandler } from '../platform/jobs/job-workers.ts'
import type { Db } from '../schema.ts'
import { noteDelivery } from '../sms/note-delivery.ts'
import type { SmsProvider } from '../sms/sms-provider.ts'
import { type CodeSecrets, purposeOfSms } from './code-secrets.ts'
import { findOwner, findUndelivered, markDelivered } from './sql.ts'

const MINUTE_S = 60
const DAY_S = 86_400

/** The code is sealed, so that neither a waiting job nor a dead letter tells it. */
export const DELIVER_SMS_CODE = {
  name: 'deliver-sms-code',
  payload: Type.Object({
    mobile: Type.String(),
    sealed_code: Type.String(),
    /** Absent: of a server that knew of registering alone. */
    purpose: Type.Optional(Type.Enum(SMS_CODE_PURPOSES)),
    /** Who asked, where they are known: their own number is theirs to change. */
    user_id: Type.Optional(Type.Integer()),
  }),
  tries_max: 3,
  retry_wait_s: 2,
  try_s_max: 30,
  wait_s_max: 5 * MINUTE_S,
  keep_done_s: MINUTE_S,
  keep_dead_s: 3 * DAY_S,
} as const satisfies JobKind

const BEGINNINGS = {
  register: '您的',
  reset: '您正在重设密码，',
  login: '您正在登录，',
  mobile: '您正在更换手机号，',
} as const satisfies Record<SmsCodePurpose, string>

/**
 * Whether a number is sent a code of this purpose. It is decided here and not where the code is
 * asked for: that takes as long and answers the same whether the number has an account or not.
 */
function mayReceive(
  purpose: SmsCodePurpose,
  owner: number | undefined,
  user_id: number | undefined,
): boolean {
  if (purpose === 'register') return true
  if (purpose === 'mobile') return owner === undefined || owner === user_id
  return owner !== undefined
}

interface Delivery {
  readonly secrets: CodeSecrets
  readonly provider: SmsProvider
}

/**
 * Hands a code to the provider, once: a code that was handed over says so in its row, and one that
 * was replaced, used or has expired meanwhile is no longer sent. The one way to send it twice is
 * for the provider to take it and us not to hear or note that: the connection is cut or times out
 * before its answer, or this process or the database goes away between the answer and the row.
 */
export const deliverSmsCode = (db: Db, clock: Clock, { secrets, provider }: Delivery): JobHandler =>
  defineJobHandler(DELIVER_SMS_CODE, async (owed, message_id) => {
    const { mobile, sealed_code, purpose = 'register', user_id } = owed
    const code = secrets.open(mobile, sealed_code)
    const code_hash = secrets.hash(purposeOfSms(purpose), mobile, code)
    if (!(await findUndelivered(db, mobile, code_hash, clock.now()))) return
    if (!mayReceive(purpose, await findOwner(db, mobile), user_id)) return
    await provider.send({
      mobile,
      purpose: 'code',
      parameters: { code },
      text: `${BEGINNINGS[purpose]}验证码是 ${code}，5 分钟内有效，请勿告诉他人。`,
      message_id,
    })
    await noteDelivery(() => markDelivered(db, mobile, code_hash, clock.now()))
  })
