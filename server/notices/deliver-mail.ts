import { Type } from 'typebox'
import type { Language } from '../../rules/language.ts'
import { markRefused } from '../mail/address-rows.ts'
import { writeLetter } from '../mail/letter.ts'
import { AddressRefused, type MailProvider } from '../mail/mail-provider.ts'
import type { UnsubscribeLinks } from '../mail/unsubscribe-link.ts'
import type { JobKind } from '../platform/jobs/job-queue.ts'
import { defineJobHandler, type JobHandler } from '../platform/jobs/job-workers.ts'
import type { Db } from '../schema.ts'
import { noteDelivery } from '../sms/note-delivery.ts'
import { findUnsentMail, MAIL } from './mail-rows.ts'
import { pathOf } from './notice-path.ts'
import { subjectOf, type Telling, textOf } from './notice-text.ts'
import { markSent } from './owed-rows.ts'

const DAY_S = 86_400

export const DELIVER_NOTICE_MAIL = {
  name: 'deliver-notice-mail',
  payload: Type.Object({ user_id: Type.Integer(), notice_id: Type.Integer() }),
  tries_max: 5,
  retry_wait_s: 60,
  try_s_max: 60,
  wait_s_max: DAY_S,
  keep_done_s: 60,
  keep_dead_s: 7 * DAY_S,
} as const satisfies JobKind

interface Mailing {
  readonly telling: Telling
  readonly provider: MailProvider
  readonly links: UnsubscribeLinks
  readonly base_url: string
}

/** Sends a notice by mail, once. An address that is refused for good is marked and left alone. */
export const deliverNoticeMail = (db: Db, mailing: Mailing): JobHandler =>
  defineJobHandler(DELIVER_NOTICE_MAIL, async (owed, message_id) => {
    const notice = await findUnsentMail(db, owed)
    if (!notice?.address) return
    const { user_id } = owed
    const { provider, telling } = mailing
    try {
      await provider.send({ to: notice.address, ...letterOf(notice, mailing), message_id })
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error
      await markRefused(db, user_id, notice.address, telling.clock.now())
      return
    }
    await noteDelivery(() => markSent(db, MAIL, owed))
  })

type Unsent = NonNullable<Awaited<ReturnType<typeof findUnsentMail>>>

function letterOf(notice: Unsent, { telling, links, base_url }: Mailing) {
  const { language, user_id } = notice
  // What is told of an account is needed: nobody can be without it.
  const unsubscribe_url = notice.house_id === 0 ? undefined : links.urlFor(user_id)
  const letter = writeLetter({
    language,
    subject: subjectOf(notice, language),
    paragraphs: [textOf(notice, telling, language)],
    link: { url: base_url + pathOf(notice), label: OPEN[language] },
    unsubscribe_url,
  })
  // Programs of mail ask the API; people get a page.
  const one_click = unsubscribe_url?.replace('/mail/', '/api/v1.0/mail/')
  return { ...letter, unsubscribe_url: one_click }
}

const OPEN: Readonly<Record<Language, string>> = { zh: '查看详情', en: 'See more' }
