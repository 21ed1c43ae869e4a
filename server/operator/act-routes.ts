import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/operator-acts.ts'
import { Refusal } from '../../contract/refusals.ts'
import { readReported } from '../messages/read-reported.ts'
import { findReports } from '../messages/report-rows.ts'
import { holdPayout, releasePayout } from '../payments/payout-holds.ts'
import { hideReview, listReported, restoreReview } from '../reviews/hide-review.ts'
import type { Db } from '../schema.ts'
import { type OperatorDeps, serveOperatorAct, serveOperatorRead } from './serve-operator-route.ts'

const REPORTS_MAX = 200

/** What operators do about what people have reported, and about money in dispute. */
export function serveActs(app: FastifyInstance, db: Db, deps: OperatorDeps): void {
  const { clock } = deps

  serveOperatorRead(app, db, deps, contract.listReportedReviews, async () => ({
    reviews: (await listReported(db)).map((row) => ({ ...row, reasons: [...row.reasons] })),
  }))

  serveOperatorAct(app, db, deps, contract.judgeReview, async (trx, { params, body }) => {
    const order_id = Number(params.id)
    const reason = reasonOf(body.hidden, body.reason)
    const known = await (body.hidden
      ? hideReview(trx, clock, order_id, reason)
      : restoreReview(trx, clock, order_id))
    if (!known) throw new Refusal('review_missing')
    const act = body.hidden ? 'review_hidden' : 'review_restored'
    return { data: undefined, act: { act, subject: 'order', subject_id: order_id, reason } }
  })

  serveOperatorAct(app, db, deps, contract.holdPayout, async (trx, { params, body, viewer }) => {
    const order_id = Number(params.id)
    const reason = reasonOf(body.held, body.reason)
    const who = { order_id, by: `operator ${viewer.user_id}` }
    const failed = await (body.held
      ? holdPayout(trx, clock, { ...who, reason })
      : releasePayout(trx, clock, who))
    if (failed === 'no_order') throw new Refusal('order_missing')
    if (failed) throw new Refusal('hold_impossible', { field: 'held', problem: failed })
    const act = body.held ? 'payout_held' : 'payout_released'
    return { data: undefined, act: { act, subject: 'order', subject_id: order_id, reason } }
  })

  serveOperatorRead(app, db, deps, contract.listReportedThreads, async () => ({
    reports: (await findReports(db, REPORTS_MAX)).map((row) => ({
      report_id: row.id,
      thread_id: row.thread_id,
      reporter: row.reporter === 'guest' ? ('guest' as const) : ('host' as const),
      reason: row.reason,
      readings: row.readings ?? 0,
      ctime: clock.format(row.created_at),
    })),
  }))

  serveOperatorAct(app, db, deps, contract.readReportedThread, async (trx, call) => {
    const thread_id = Number(call.params.id)
    const reader = `operator ${call.viewer.user_id}`
    const thread = await readReported(trx, clock, { thread_id, reader })
    if (!thread) throw new Refusal('thread_missing')
    const { house_id, guest_id, host_id, messages } = thread
    const data = {
      thread_id,
      house_id,
      guest_id,
      host_id,
      messages: messages.toReversed().map(({ number, author, text, created_at }) => ({
        number,
        author,
        text,
        ctime: clock.format(created_at),
      })),
    }
    const act = { act: 'thread_read', subject: 'thread', subject_id: thread_id }
    return { data, act: { ...act, reason: call.body.reason } }
  })
}

/** Who is told of an act is told why. */
function reasonOf(needed: boolean, reason = ''): string {
  if (needed && reason.trim() === '')
    throw new Refusal('params_invalid', { field: 'reason', problem: 'must say why' })
  return reason.trim()
}
