import { Type } from 'typebox'
import { ORDER_STATUSES } from './order-terms.ts'
import { DONE, defineRoute } from './route.ts'
import { Fen, FreeText, Id, IdParams } from './values.ts'

const tag = '支付 payments'

/**
 * Why money goes back: its order was cancelled, was over before it came, or was paid already; the
 * stay became cheaper; its host gave something back.
 */
export const REFUND_CAUSES = ['canceled', 'late', 'double', 'changed', 'given'] as const
export type RefundCause = (typeof REFUND_CAUSES)[number]

/** In the order in which documents name them; a site says which are on, and which comes first. */
export const PROVIDERS = ['sandbox', 'alipay', 'wechat', 'stripe'] as const
export type ProviderName = (typeof PROVIDERS)[number]

/** How WeChat is paid: by a code to scan, from a phone's browser, inside WeChat. */
export const CHANNELS = ['native', 'h5', 'jsapi'] as const
export type Channel = (typeof CHANNELS)[number]

const Provider = (description: string) => Type.Enum([...PROVIDERS], { description })
const ChannelName = (description: string) => Type.Enum([...CHANNELS], { description })

export const listProviders = defineRoute({
  id: 'listProviders',
  method: 'GET',
  path: '/payments/providers',
  tag,
  summary: '可用的支付渠道',
  description: '按展示顺序；第一个是不指定 provider 时所用的。currency 为全站金额的货币。',
  session: false,
  data: Type.Object({
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 货币代码' }),
    providers: Type.Array(
      Type.Object({
        provider: Provider('渠道'),
        channels: Type.Array(ChannelName('该渠道的付款方式'), {
          description: '仅微信支付有；其他渠道为空',
        }),
      }),
    ),
  }),
  done: DONE,
  refusals: [],
  example: {
    data: {
      currency: 'CNY',
      providers: [
        { provider: 'alipay', channels: [] },
        { provider: 'wechat', channels: ['native', 'h5'] },
      ],
    },
  },
})

/** What a page in WeChat hands to `WeixinJSBridge.invoke('getBrandWCPayRequest', …)`, as it is. */
const Bridge = Type.Object(
  {
    appId: Type.String(),
    timeStamp: Type.String(),
    nonceStr: Type.String(),
    package: Type.String(),
    signType: Type.Literal('RSA'),
    paySign: Type.String(),
  },
  { description: '微信内调起支付的参数' },
)

export const startPayment = defineRoute({
  id: 'startPayment',
  method: 'POST',
  path: '/orders/{id}/payment',
  tag,
  summary: '支付订单',
  description:
    '待支付时由下单人调用，然后让浏览器打开 pay_url。付款后渠道带着签名参数把浏览器送回 /payments/return，' +
    '页面把这些参数原样提交给 PUT /order/payment。重复调用不会重复收费；换渠道或付款方式时，之前的一笔随即关闭。' +
    '金额为 0 的订单当即成为已支付，pay_url 是订单页。qr 是要画成二维码的文字；' +
    'jsapi 第一次调用时 pay_url 是微信的授权页，带回的 code 再次提交，得到 bridge。',
  session: true,
  params: IdParams,
  body: Type.Object({
    device: Type.Optional(
      Type.Enum(['phone', 'desk'], { description: '用手机还是电脑付款，默认 phone' }),
    ),
    provider: Type.Optional(Provider('渠道，默认为列表中的第一个')),
    channel: Type.Optional(ChannelName('微信支付的付款方式，默认按 device')),
    code: Type.Optional(
      Type.String({ pattern: '^[\\w-]{1,128}$', description: '微信授权页带回的 code' }),
    ),
    openid: Type.Optional(
      Type.String({
        pattern: '^[\\w-]{1,128}$',
        description: '付款人在本公众号的 openid，代替 code',
      }),
    ),
  }),
  data: Type.Object({
    pay_url: Type.String(),
    provider: Type.Optional(Provider('所用渠道；无需付款时没有')),
    channel: Type.Optional(ChannelName('所用付款方式')),
    return_url: Type.Optional(
      Type.String({ description: '付款后要去的页面，供不跳转的付款方式（二维码、微信内）使用' }),
    ),
    qr: Type.Optional(Type.String({ description: '二维码的内容' })),
    bridge: Type.Optional(Bridge),
  }),
  done: DONE,
  refusals: ['params_invalid', 'action_invalid', 'provider_away'],
  example: {
    body: { device: 'phone' },
    data: {
      pay_url: '/sandbox/cashier?out_trade_no=20261122x1024xq7m2k9v4t8',
      provider: 'sandbox',
    },
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
  params: IdParams,
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

const ofSignedBody = (who: string) => `${who}签名的是请求体的字节，签名在请求头里。`
const NOTIFY_REFUSALS = ['payment_unverified', 'payment_missing', 'provider_away'] as const

export const notifyByWechat = defineRoute({
  id: 'notifyByWechat',
  method: 'POST',
  path: '/payments/notify/wechat',
  tag,
  summary: '微信支付的通知',
  description: `${ofSignedBody('微信支付')}付款与退款的结果，内容以 APIv3 密钥加密；拒绝时状态为 400 以上，微信会再次通知。`,
  session: false,
  signed: true,
  literal: 'success',
  done: DONE,
  refusals: NOTIFY_REFUSALS,
  example: {},
})

export const notifyByStripe = defineRoute({
  id: 'notifyByStripe',
  method: 'POST',
  path: '/payments/notify/stripe',
  tag,
  summary: 'Stripe 的 webhook',
  description: `${ofSignedBody('Stripe ')}拒绝时状态为 400 以上，Stripe 会再次通知。`,
  session: false,
  signed: true,
  literal: 'success',
  done: DONE,
  refusals: NOTIFY_REFUSALS,
  example: {},
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
    '按月，一整年十二个月；入住结束后计入，gross 减去平台服务费 fee 为 net。due 为尚未结算给房东的金额，其中 held 因平台核实而暂不结算。',
  session: true,
  query: Type.Object({
    year: Type.Optional(Type.String({ pattern: '^\\d{4}$', description: '默认今年' })),
  }),
  data: Type.Object({ year: Type.Integer(), months: Type.Array(Month), due: Fen, held: Fen }),
  done: DONE,
  refusals: ['params_invalid'],
  example: {
    data: {
      year: 2026,
      months: [{ month: '2026-11', stays: 2, days: 5, gross: 184000, fee: 0, net: 184000 }],
      due: 184000,
      held: 0,
    },
  },
})
