import { Type } from 'typebox'
import { TOLD_FIELDS } from './houses.ts'
import { DONE, defineRoute } from './route.ts'
import { Id, Time } from './values.ts'

const tag = '通知 notices'

/** What a person is told of. Names say what happened; `role` says as whom they are told. */
export const NOTICE_KINDS = [
  'order_placed',
  'order_accepted',
  'order_rejected',
  'order_canceled',
  'order_expired',
  'order_paid',
  'stay_finished',
  'order_commented',
  'order_refunded',
  'house_changed',
  'calendar_conflict',
  'feed_failing',
  'change_proposed',
  'change_accepted',
  'change_refused',
  'order_changed',
  'export_ready',
  'account_leaving',
  'message_received',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export const Notice = Type.Object({
  notice_id: Id,
  kind: Type.Enum(NOTICE_KINDS),
  role: Type.Enum(['guest', 'host'], { description: '以房客还是房东的身份收到' }),
  order_id: Type.Optional(
    Type.Integer({
      description: '订单编号；kind 为 feed_failing、message_received 及关于账号时没有',
    }),
  ),
  house_id: Type.Optional(Type.Integer({ description: '房屋编号；关于账号的通知没有' })),
  title: Type.String({ description: '房屋标题；关于账号的通知为空' }),
  text: Type.String({ description: '通知内容，语言随 Accept-Language' }),
  ctime: Time,
  read: Type.Boolean(),
  thread_id: Type.Optional(Type.Integer({ description: 'kind 为 message_received 时：哪个对话' })),
  feed_name: Type.Optional(
    Type.String({ description: 'kind 为 calendar_conflict、feed_failing 时：哪个日历' }),
  ),
  changed: Type.Optional(
    Type.Array(Type.Enum(TOLD_FIELDS), { description: 'kind 为 house_changed 时：房屋改了什么' }),
  ),
})

const exampleNotice = {
  notice_id: 77,
  kind: 'order_placed',
  role: 'host',
  order_id: 1024,
  house_id: 1,
  title: '什刹海旁 安静四合院小屋',
  text: '新订单（¥1,104）：什刹海旁 安静四合院小屋，2027年5月1日 – 3日。请在 11月23日 18:30 前接单或拒单，过期将自动取消。',
  ctime: '2026-11-22 18:30:00',
  read: false,
} as const

export const listNotices = defineRoute({
  id: 'listNotices',
  method: 'GET',
  path: '/notices',
  tag,
  summary: '我的通知',
  description: '最新的在前；unread 为未读总数，数到 1000 为止。保留 180 天。',
  session: true,
  query: Type.Object({
    limit: Type.Optional(
      Type.String({ pattern: '^\\d{1,3}$', description: '每页条数 1–100，默认 20' }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^\\d{1,15}$', description: '上一页答复中的 next_cursor' }),
    ),
  }),
  data: Type.Object({
    notices: Type.Array(Notice),
    unread: Type.Integer(),
    next_cursor: Type.Optional(Type.String({ description: '还有下一页时才有' })),
  }),
  done: DONE,
  refusals: ['params_invalid'],
  example: { data: { notices: [exampleNotice], unread: 1 } },
})

export const readNotices = defineRoute({
  id: 'readNotices',
  method: 'PUT',
  path: '/notices/read',
  tag,
  summary: '标为已读',
  description: '只标出列出的通知，或关于某个订单的；两者都不带时标出全部。',
  session: true,
  body: Type.Object({
    notice_ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 200 })),
    order_id: Type.Optional(Id),
  }),
  data: Type.Object({ unread: Type.Integer() }),
  done: DONE,
  refusals: ['params_invalid'],
  example: { body: { notice_ids: [77] }, data: { unread: 0 } },
})

export const followEvents = defineRoute({
  id: 'followEvents',
  method: 'GET',
  path: '/events',
  tag,
  summary: '实时通知（server-sent events）',
  description:
    '连上后先收到一个 event 为 unread 的事件，data 为 `{"unread": 未读数}`；之后每条通知一个事件，event 为 notice，data 为 JSON，id 是通知编号。断线后浏览器带着 Last-Event-ID 重连，从那之后继续，不遗漏、不重复。每人最多同时 10 个连接；退出登录后连接很快结束。',
  session: true,
  headers: Type.Object({
    'last-event-id': Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
  }),
  stream: true,
  data: Type.Object({ notice: Notice, unread: Type.Integer() }),
  done: DONE,
  refusals: ['params_invalid', 'too_many_requests'],
  example: { data: { notice: exampleNotice, unread: 1 } },
})
