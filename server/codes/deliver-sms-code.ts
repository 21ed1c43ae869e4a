import { Type } from 'typebox'
import type { Clock } from '../platform/database/clock.ts'
import type { JobKind } from '../platform/jobs/job-queue.ts'
import { defineJobHandler, type JobHandler } from '../platform/jobs/job-workers.ts'
import type { Db } from '../schema.ts'
import { noteDelivery } from '../sms/note-delivery.ts'
import type { SmsProvider } from '../sms/sms-provider.ts'
import type { CodeSecrets } from './code-secrets.ts'
import { findUndelivered, markDelivered } from './sql.ts'

const MINUTE_S = 60
const DAY_S = 86_400

/** The code is sealed, so that neither a waiting job nor a dead letter tells it. */
export const DELIVER_SMS_CODE = {
  name: 'deliver-sms-code',
  payload: Type.Object({ mobile: Type.String(), sealed_code: Type.String() }),
  tries_max: 3,
  retry_wait_s: 2,
  try_s_max: 30,
  wait_s_max: 5 * MINUTE_S,
  keep_done_s: MINUTE_S,
  keep_dead_s: 3 * DAY_S,
} as const satisfies JobKind

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
  defineJobHandler(DELIVER_SMS_CODE, async ({ mobile, sealed_code }, message_id) => {
    const code = secrets.open(mobile, sealed_code)
    const code_hash = secrets.hash('sms', mobile, code)
    if (!(await findUndelivered(db, mobile, code_hash, clock.now()))) return
    await provider.send({
      mobile,
      purpose: 'code',
      parameters: { code },
      text: `您的验证码是 ${code}，5 分钟内有效，请勿告诉他人。`,
      message_id,
    })
    await noteDelivery(() => markDelivered(db, mobile, code_hash, clock.now()))
  })
