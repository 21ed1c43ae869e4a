import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Day, Fen, Id, IdParams, Moment, QuoteLine, SentGuests, SentId } from './values.ts'

const tag = '订单 orders'

export const CHANGE_STATUSES = [
  'open',
  'accepted',
  'done',
  'refused',
  'withdrawn',
  'lapsed',
] as const
export type ChangeStatus = (typeof CHANGE_STATUSES)[number]

export const CHANGE_ACTIONS = ['accept', 'refuse', 'withdraw'] as const
export type ChangeAction = (typeof CHANGE_ACTIONS)[number]

/** What somebody proposes instead of what was booked. */
export const OrderChange = Type.Object({
  change_id: Id,
  by: Type.Enum(['guest', 'host'], { description: '谁提出的' }),
  start_date: Day,
  end_date: Day,
  guests: Type.Integer({ description: '入住人数' }),
  lines: Type.Array(QuoteLine),
  amount: Fen,
  difference: Type.Integer({
    description: '与现在的订单相差，单位：分；大于 0 由房客补付，小于 0 退还',
  }),
  status: Type.Enum(CHANGE_STATUSES, {
    description: 'open 待对方答复，accepted 已同意待补付，done 已生效，lapsed 过期或订单已结束',
  }),
  due: Moment,
  actions: Type.Array(Type.Enum([...CHANGE_ACTIONS, 'pay']), {
    description: '当前用户此刻可执行的操作；pay 为 POST /orders/{id}/payment',
  }),
})

export const proposeChange = defineRoute({
  id: 'proposeChange',
  method: 'POST',
  path: '/orders/{id}/changes',
  tag,
  summary: '提议变更订单',
  description:
    '已支付的订单，房客或房东可以提议其他日期（包括提前离开：缩短到昨天或以后）或人数，由对方同意。保留的日期按原价，新的日期按现价。同时只能有一个提议。',
  session: true,
  params: IdParams,
  body: Type.Object({
    start_date: Type.String({ minLength: 1, description: '入住日期' }),
    end_date: Type.String({ minLength: 1, description: '最后一天（含当天）' }),
    guests: Type.Optional(SentGuests),
  }),
  data: Type.Object({ change_id: Id }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'dates_invalid',
    'beyond_window',
    'too_many_guests',
    'dates_taken',
    'action_invalid',
    'change_open',
    'changes_spent',
  ],
  example: {
    body: { start_date: '2027-05-01', end_date: '2027-05-04', guests: 2 },
    data: { change_id: 7 },
  },
})

export const answerChange = defineRoute({
  id: 'answerChange',
  method: 'PUT',
  path: '/orders/{id}/changes/{change_id}',
  tag,
  summary: '同意、拒绝或撤回变更',
  description:
    '同意时新的日期立即占用：没有差价或应退差价时变更随即生效；需补付时为房客保留到付款截止，付款后生效。',
  session: true,
  params: Type.Object({ id: SentId, change_id: SentId }),
  body: Type.Object({ action: Type.Enum(CHANGE_ACTIONS) }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'action_invalid', 'dates_taken'],
  example: { body: { action: 'accept' } },
})
