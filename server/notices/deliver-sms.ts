import { Type } from 'typebox'
import { endOfStay } from '../../rules/stay-words.ts'
import type { JobKind } from '../platform/jobs/job-queue.ts'
import { defineJobHandler, type JobHandler } from '../platform/jobs/job-workers.ts'
import type { Db } from '../schema.ts'
import { noteDelivery } from '../sms/note-delivery.ts'
import type { SmsMessage, SmsProvider } from '../sms/sms-provider.ts'
import { subjectOf, type Telling, textOf } from './notice-text.ts'
import { findUnsent, markSent } from './sms-rows.ts'

const HOUR_S = 3_600
const DAY_S = 86_400
/** As much as Aliyun lets a template's variable be. */
const PARAMETER_CHARACTERS_MAX = 30

/** What a message is about that is about no house. */
const SITE = '您的账号'

/** Whom and of what: the words and the number are looked up when it is sent. */
export const DELIVER_NOTICE_SMS = {
  name: 'deliver-notice-sms',
  payload: Type.Object({ user_id: Type.Integer(), notice_id: Type.Integer() }),
  tries_max: 3,
  retry_wait_s: 30,
  try_s_max: 30,
  wait_s_max: HOUR_S,
  keep_done_s: 60,
  keep_dead_s: 7 * DAY_S,
} as const satisfies JobKind

/**
 * Hands a notice to the SMS provider, once: its row says so afterwards. The one way to send it
 * twice is the one of codes: the provider takes it, and we do not hear or note that.
 */
export const deliverNoticeSms = (db: Db, telling: Telling, provider: SmsProvider): JobHandler =>
  defineJobHandler(DELIVER_NOTICE_SMS, async (owed, message_id) => {
    const notice = await findUnsent(db, owed)
    if (!notice) return
    await provider.send(messageOf(notice, telling, message_id))
    await noteDelivery(() => markSent(db, owed))
  })

type Unsent = NonNullable<Awaited<ReturnType<typeof findUnsent>>>

/** One that stands for many says how many; the newest of them is told. */
function messageOf(notice: Unsent, telling: Telling, message_id: string): SmsMessage {
  const many = notice.sms_count > 1 ? `${notice.sms_count} 条新消息` : ''
  const text = textOf(notice, telling, 'zh')
  return {
    mobile: notice.mobile,
    purpose: 'notice',
    parameters: {
      event: many || shorten(subjectOf(notice, 'zh')),
      title: shorten(notice.title || SITE),
      ...daysOf(notice, telling),
    },
    text: many ? `${many}，最新一条：${text}` : text,
    message_id,
  }
}

/** A template leaves none of its variables open: what is of no stay is of the day it was written. */
function daysOf({ start_date, end_date, created_at }: Unsent, { clock, stay_unit }: Telling) {
  if (start_date && end_date) return { start: start_date, end: endOfStay(stay_unit, end_date) }
  const day = clock.format(created_at).slice(0, 10)
  return { start: day, end: day }
}

function shorten(text: string): string {
  const characters = [...text]
  if (characters.length <= PARAMETER_CHARACTERS_MAX) return text
  return `${characters.slice(0, PARAMETER_CHARACTERS_MAX - 1).join('')}…`
}
