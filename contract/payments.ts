import { Type } from 'typebox'
import { ORDER_STATUSES } from './order-terms.ts'
import { DONE, defineRoute } from './route.ts'
import { Fen, FreeText, Id, SentId } from './values.ts'

const tag = '支付 payments'

/**
 * Why money goes back: its order was cancelled, was over before it came, or was paid already; the
 * stay became cheaper; its host gave something back.
 */
export const REFUND_CAUSES = ['canceled', 'late', 'double', 'changed', 'given'] as const
export type RefundCause = (typeof REFUND_CAUSES)[number]

export const startPayment = defineRoute({
  id: 'startPayment',
  method: 'POST',
  path: '/orders/{id}/payment',
  tag,
  summary: '支付订单',
  description:
    '待支付时由下单人调用，然后让浏览器打开 pay_url。付款后渠道带着签名参数把浏览器送回 /payments/return，' +
    '页面把这些参数原样提交给 PUT /order/payment。重复调用不会重复收费。金额为 0 的订单当即成为已支付，pay_url 是订单页。',
  session: true,
  params: Type.Object({ id: SentId }),
  body: Type.Object({
    device: Type.Optional(
      Type.Enum(['phone', 'desk'], { description: '用手机还是电脑付款，默认 phone' }),
    ),
  }),
  data: Type.Object({ pay_url: Type.String() }),
  done: DONE,
  refusals: ['params_invalid', 'action_invalid', 'provider_away'],
  example: {
    body: { device: 'phone' },
    data: { pay_url: '/sandbox/cashier?out_trade_no=20261122183000x1024xq7m2k9v4t8' },
  },
})

export const returnFromPayment = defineRoute({
  id: 'returnFromPayment',
  method: 'PUT',
  path: '/order/payment',
  tag,
  summary: '提交渠道送回的支付结果',
  description:
    '请求体是渠道送回浏览器的全部参数（location.search），签名有误时什么也不改变；可以重复提交。',
  session: false,
  urlencoded: true,
  body: Type.Object({}, { additionalProperties: Type.String() }),
  data: Type.Object({ order_id: Id, status: Type.Enum(ORDER_STATUSES) }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'payment_unverified',
    'payment_missing',
    'provider_away',
  ],
  example: { data: { order_id: 1024, status: 'PAID' } },
})

export const notifyPayment = defineRoute({
  id: 'notifyPayment',
  method: 'POST',
  path: '/payments/notify/{provider}',
  tag,
  summary: '支付渠道的异步通知',
  description:
    '渠道自己签名的请求；成功时答复渠道约定的文字（支付宝为 success）。重复、迟到、乱序都只生效一次。',
  session: false,
  params: Type.Object({ provider: Type.Enum(['sandbox', 'alipay']) }),
  urlencoded: true,
  body: Type.Object({}, { additionalProperties: Type.String() }),
  literal: 'success',
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'payment_unverified', 'payment_missing'],
  example: {},
})

export const giveBack = defineRoute({
  id: 'giveBack',
  method: 'POST',
  path: '/orders/{id}/refunds',
  tag,
  summary: '房东退还款项',
  description:
    '在取消政策之外，房东退还房客已付的一部分：从付款后到结算给房东之前，可以多次，合计不超过房东应得的部分（不含税费）。',
  session: true,
  params: Type.Object({ id: SentId }),
  body: Type.Object({
    amount: Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: '退还的金额，单位：分',
    }),
    reason: FreeText(500, '原因，房客可见'),
  }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'action_invalid', 'paid_out', 'refund_too_large'],
  example: { body: { amount: 5000, reason: '热水器故障，致歉' } },
})

const Month = Type.Object({
  month: Type.String({ pattern: '^\\d{4}-\\d{2}$', description: '月份 YYYY-MM，按入住结束日计' }),
  stays: Type.Integer({ description: '结束的入住数' }),
  days: Type.Integer({ description: '这些入住的天数' }),
  gross: Fen,
  fee: Fen,
  net: Fen,
})

export const showEarnings = defineRoute({
  id: 'showEarnings',
  method: 'GET',
  path: '/user/earnings',
  tag,
  summary: '我的收入',
  description:
    '按月，一整年十二个月；入住结束后计入，gross 减去平台服务费 fee 为 net。due 为尚未结算给房东的金额。',
  session: true,
  query: Type.Object({
    year: Type.Optional(Type.String({ pattern: '^\\d{4}$', description: '默认今年' })),
  }),
  data: Type.Object({ year: Type.Integer(), months: Type.Array(Month), due: Fen }),
  done: DONE,
  refusals: ['params_invalid'],
  example: {
    data: {
      year: 2026,
      months: [{ month: '2026-11', stays: 2, days: 5, gross: 184000, fee: 0, net: 184000 }],
      due: 184000,
    },
  },
})
