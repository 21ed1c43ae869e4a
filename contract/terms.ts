import { Type } from 'typebox'
import { FREE_HOURS_MAX, POLICY_NAMES, TIER_DAYS_MAX, TIERS_MAX } from '../rules/cancellation.ts'
import { Fen, Moment, PRICE_FEN_MAX } from './values.ts'

// What a host asks beside the price, promises, and how a stay is booked.

const Amount = (description: string) =>
  Type.Integer({ minimum: 0, maximum: PRICE_FEN_MAX, description: `${description}，单位：分` })

export const Fees = Type.Object(
  {
    cleaning: Amount('清洁费，每次入住，0 为不收'),
    extra_guest: Amount('加人费，每人每晚，0 为不收'),
    guests_included: Type.Integer({
      minimum: 1,
      maximum: 999,
      description: '不另收加人费的人数',
    }),
  },
  { additionalProperties: false },
)

const Percent = Type.Integer({ minimum: 0, maximum: 100, description: '退还房费的百分比' })

export const Cancellation = Type.Object(
  {
    policy: Type.Enum(POLICY_NAMES, {
      description:
        'flexible：入住前 1 天及以前全退；moderate：5 天全退，1 天退 50%；strict：14 天全退，7 天退 50%；custom：按 tiers',
    }),
    tiers: Type.Array(
      Type.Object({
        days: Type.Integer({
          minimum: 1,
          maximum: TIER_DAYS_MAX,
          description: '入住前多少天及以前',
        }),
        percent: Percent,
      }),
      { maxItems: TIERS_MAX, description: 'policy 为 custom 时的各档，其他为空' },
    ),
    free_hours: Type.Integer({
      minimum: 0,
      maximum: FREE_HOURS_MAX,
      description: '付款后多少小时内全额退款（入住日开始前），0 为没有',
    }),
  },
  { additionalProperties: false },
)

export const Booking = Type.Enum(['request', 'instant', 'instant_known'], {
  description:
    'request：房东接单；instant：立即预订；instant_known：有过已完成入住的房客可立即预订',
})

/** What goes back, and until when: a fee for what is not done goes back always. */
export const RefundTerms = Type.Object({
  policy: Type.Enum(POLICY_NAMES),
  free_hours: Type.Integer({ description: '付款后多少小时内全额退款，0 为没有' }),
  tiers: Type.Array(
    Type.Object({
      until: Moment,
      percent: Percent,
      refund: Type.Integer({ description: '在此之前取消退还的金额，单位：分' }),
    }),
    { description: '房客取消时退还多少，从现在起到入住日开始；其后不再退还' },
  ),
})

export const OrderRefundTerms = Type.Object({
  ...RefundTerms.properties,
  refund_now: Type.Integer({
    description: '房客此刻取消退还的金额，单位：分；未支付时为 0。房东取消时已付款项全额退还',
  }),
  giveable: Type.Integer({ description: '房东此刻最多可以退还的金额，单位：分；不是房东时为 0' }),
  paid: Fen,
  refunded: Type.Integer({ description: '已退还或正在退还的金额，单位：分' }),
})
