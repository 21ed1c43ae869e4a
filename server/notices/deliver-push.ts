import { Type } from 'typebox'
import type { JobKind } from '../platform/jobs/job-queue.ts'
import { defineJobHandler, type JobHandler } from '../platform/jobs/job-workers.ts'
import type { PushKeys } from '../push/push-keys.ts'
import { sendPush } from '../push/send-push.ts'
import { findSubscriptions, forgetEndpoint } from '../push/subscriptions.ts'
import type { Db } from '../schema.ts'
import { pathOf } from './notice-path.ts'
import { subjectOf, type Telling, textOf } from './notice-text.ts'
import { type Channel, markSent, type Pending } from './owed-rows.ts'
import { selectNotices } from './sql.ts'

export const PUSH: Channel = { table: 'notice_pushes', lock: 7_446_016 }

export const DELIVER_NOTICE_PUSH = {
  name: 'deliver-notice-push',
  payload: Type.Object({ user_id: Type.Integer(), notice_id: Type.Integer() }),
  tries_max: 4,
  retry_wait_s: 30,
  try_s_max: 120,
  wait_s_max: 3_600,
  keep_done_s: 60,
  keep_dead_s: 86_400,
} as const satisfies JobKind

interface Pushing {
  readonly telling: Telling
  readonly keys: () => Promise<PushKeys>
  readonly subject: string
  readonly allowed: readonly string[]
}

/**
 * Shows a notice in each browser of its person. A try after one that failed half way shows it again
 * in some: they take it for the one that they have, by its tag.
 */
export const deliverNoticePush = (db: Db, { telling, keys, ...sender }: Pushing): JobHandler =>
  defineJobHandler(DELIVER_NOTICE_PUSH, async (owed) => {
    const notice = await findUnsentPush(db, owed)
    if (!notice || notice.read_at) return
    const browsers = await findSubscriptions(db, owed.user_id)
    const own_keys = await keys()
    const sent = await Promise.allSettled(
      browsers.map(async (browser) => {
        const { language } = browser
        const message = {
          title: subjectOf(notice, language),
          text: textOf(notice, telling, language),
          path: pathOf(notice),
          tag: `notice-${owed.notice_id}`,
        }
        const known = await sendPush(browser, message, { ...sender, keys: own_keys })
        if (!known) await forgetEndpoint(db, browser.endpoint)
      }),
    )
    const failed = sent.find(({ status }) => status === 'rejected')
    if (failed) throw (failed as PromiseRejectedResult).reason
    await markSent(db, PUSH, owed)
  })

const findUnsentPush = (db: Db, { user_id, notice_id }: Pending) =>
  selectNotices(db)
    .innerJoin('notice_pushes', (join) =>
      join
        .onRef('notice_pushes.user_id', '=', 'notices.user_id')
        .onRef('notice_pushes.notice_id', '=', 'notices.id'),
    )
    .where('notices.user_id', '=', user_id)
    .where('notices.id', '=', notice_id)
    .where('notice_pushes.state', '=', 'queued')
    .executeTakeFirst()
