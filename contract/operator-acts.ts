import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Id, IdParams, Time } from './values.ts'

const tag = '运营 operator'

const REFUSED = ['operator_required', 'second_factor_required', 'params_invalid'] as const
const Reason = Type.String({ minLength: 1, maxLength: 500, description: '原因' })

export const listReportedReviews = defineRoute({
  id: 'listReportedReviews',
  method: 'GET',
  path: '/operator/reviews',
  tag,
  summary: '被举报、等待处理的评价',
  session: true,
  right: 'support',
  data: Type.Object({
    reviews: Type.Array(
      Type.Object({
        order_id: Id,
        house_id: Id,
        reports: Type.Integer({ description: '举报次数' }),
        reasons: Type.Array(Type.String(), { description: '举报的理由' }),
        comment: Type.String(),
      }),
    ),
  }),
  done: DONE,
  refusals: REFUSED,
  example: {
    data: {
      reviews: [
        { order_id: 1024, house_id: 1, reports: 2, reasons: ['泄露电话'], comment: '请打我电话…' },
      ],
    },
  },
})

export const judgeReview = defineRoute({
  id: 'judgeReview',
  method: 'PUT',
  path: '/operator/reviews/{id}',
  tag,
  summary: '隐藏评价（附原因，作者与房东可见），或恢复显示；id 为订单编号',
  session: true,
  right: 'support',
  params: IdParams,
  body: Type.Object({
    hidden: Type.Boolean(),
    reason: Type.Optional(Reason),
  }),
  done: DONE,
  refusals: [...REFUSED, 'review_missing'],
  example: { body: { hidden: true, reason: '含电话号码' } },
})

export const holdPayout = defineRoute({
  id: 'holdPayout',
  method: 'PUT',
  path: '/operator/orders/{id}/payout_hold',
  tag,
  summary: '暂停结算一笔有争议的订单（附原因，房东可见），或恢复结算',
  session: true,
  right: 'money',
  params: IdParams,
  body: Type.Object({
    held: Type.Boolean(),
    reason: Type.Optional(Reason),
  }),
  done: DONE,
  refusals: [...REFUSED, 'order_missing', 'hold_impossible'],
  example: { body: { held: true, reason: '房客称无法入住' } },
})

export const listReportedThreads = defineRoute({
  id: 'listReportedThreads',
  method: 'GET',
  path: '/operator/threads',
  tag,
  summary: '对会话的举报，新的在前',
  session: true,
  right: 'support',
  data: Type.Object({
    reports: Type.Array(
      Type.Object({
        report_id: Id,
        thread_id: Id,
        reporter: Type.Enum(['guest', 'host']),
        reason: Type.String(),
        readings: Type.Integer({ description: '运营者已读过几次' }),
        ctime: Time,
      }),
    ),
  }),
  done: DONE,
  refusals: REFUSED,
  example: {
    data: {
      reports: [
        {
          report_id: 3,
          thread_id: 12,
          reporter: 'guest',
          reason: '要求站外付款',
          readings: 0,
          ctime: '2026-12-01 12:00:00',
        },
      ],
    },
  },
})

export const readReportedThread = defineRoute({
  id: 'readReportedThread',
  method: 'POST',
  path: '/operator/threads/{id}/readings',
  tag,
  summary: '阅读被举报的会话；每次阅读都记入运营记录，没有被举报的会话谁也看不到',
  session: true,
  right: 'support',
  params: IdParams,
  body: Type.Object({ reason: Reason }),
  data: Type.Object({
    thread_id: Id,
    house_id: Id,
    guest_id: Id,
    host_id: Id,
    messages: Type.Array(
      Type.Object({
        number: Type.Integer(),
        author: Type.Enum(['guest', 'host']),
        text: Type.String({ description: '图片消息为空' }),
        ctime: Time,
      }),
    ),
  }),
  done: DONE,
  refusals: [...REFUSED, 'thread_missing'],
  example: {
    body: { reason: '处理举报 3' },
    data: {
      thread_id: 12,
      house_id: 1,
      guest_id: 2,
      host_id: 1,
      messages: [{ number: 1, author: 'host', text: '请转账到…', ctime: '2026-12-01 11:58:00' }],
    },
  },
})
