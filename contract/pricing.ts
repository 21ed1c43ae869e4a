import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Booking, Cancellation, Fees, RefundTerms } from './terms.ts'
import {
  ClockTime,
  Day,
  Fen,
  FreeText,
  IdParams,
  MaxDays,
  MinDays,
  PRICE_FEN_MAX,
  QuoteLine,
  SentGuests,
  STAY_DAYS_MAX,
} from './values.ts'

const tag = '价格 pricing'

const DAYS_MAX = 3_650
const PERCENT_MAX = 90
const RANGES_MAX = 100
const SINGLE_DAYS_MAX = 800
const GAP_DAYS_MAX = 14

const Price = Type.Integer({
  minimum: 1,
  maximum: PRICE_FEN_MAX,
  description: '每天的价格，单位：分',
})
const Weekday = Type.Integer({ minimum: 1, maximum: 7, description: '1 为周一，7 为周日' })
const Weekdays = Type.Array(Weekday, { maxItems: 7, uniqueItems: true })
const Percent = Type.Integer({ minimum: 0, maximum: PERCENT_MAX, description: '减免的百分比' })
const Lead = (description: string) =>
  Type.Union(
    [
      Type.Object({
        days: Type.Integer({ minimum: 0, maximum: STAY_DAYS_MAX }),
        percent: Type.Integer({ minimum: 1, maximum: PERCENT_MAX }),
      }),
      Type.Null(),
    ],
    { description },
  )

const dayRule = {
  price: Type.Optional(Price),
  min_days: Type.Optional(MinDays),
  max_days: Type.Optional(MaxDays),
}

/** What a host says of prices and stays; what is left out is left to the weaker rule. */
const rules = {
  weekdays: Type.Array(
    Type.Object({
      weekday: Weekday,
      ...dayRule,
      arrive: Type.Optional(Type.Boolean({ description: '当天可以入住' })),
      leave: Type.Optional(Type.Boolean({ description: '当天可以退房（最后一天的次日）' })),
    }),
    { maxItems: 7 },
  ),
  ranges: Type.Array(
    Type.Object({
      name: FreeText(40, '名称，如 春节'),
      start_date: Day,
      end_date: Day,
      ...dayRule,
      arrive_on: Type.Optional(Weekdays),
      leave_on: Type.Optional(Weekdays),
    }),
    { maxItems: RANGES_MAX, description: '首尾都计入，不能重叠' },
  ),
  days: Type.Array(Type.Object({ date: Day, ...dayRule }), { maxItems: SINGLE_DAYS_MAX }),
  week_percent: Percent,
  month_percent: Percent,
  last_minute: Lead('距入住不超过 days 天时'),
  early_bird: Lead('距入住不少于 days 天时'),
  notice_days: Type.Integer({ minimum: 0, maximum: STAY_DAYS_MAX, description: '提前预订天数' }),
  cutoff_hour: Type.Integer({
    minimum: 0,
    maximum: 24,
    description: 'notice_days 为 0 时，几点起不再接受当天入住；24 为一直接受',
  }),
  window_days: Type.Integer({
    minimum: 0,
    maximum: DAYS_MAX,
    description: '可预订到多少天之后，0 为平台上限',
  }),
}

/** What came later: left out, it stays as it is. */
const laterRules = {
  gap_days: Type.Integer({
    minimum: 0,
    maximum: GAP_DAYS_MAX,
    description: '两次入住之间留空的天数',
  }),
  check_in: ClockTime,
  check_out: ClockTime,
  fees: Fees,
  cancellation: Cancellation,
  booking: Booking,
  names_required: Type.Boolean({ description: '要求房客在入住前填写所有入住人' }),
}

export const Rules = Type.Object({ ...rules, ...laterRules }, { additionalProperties: false })
const SentRules = Type.Object(
  { ...rules, ...Type.Partial(Type.Object(laterRules)).properties },
  { additionalProperties: false },
)

const EXAMPLE = {
  weekdays: [
    { weekday: 5, price: 46800 },
    { weekday: 6, price: 46800 },
  ],
  ranges: [
    { name: '春节', start_date: '2027-02-05', end_date: '2027-02-12', price: 88800, min_days: 3 },
  ],
  days: [{ date: '2027-02-14', price: 59900 }],
  week_percent: 10,
  month_percent: 25,
  last_minute: { days: 2, percent: 15 },
  early_bird: null,
  notice_days: 0,
  cutoff_hour: 18,
  window_days: 180,
  gap_days: 1,
  check_in: '15:00',
  check_out: '12:00',
  fees: { cleaning: 8000, extra_guest: 5000, guests_included: 2 },
  cancellation: { policy: 'moderate', tiers: [], free_hours: 24 },
  booking: 'request',
  names_required: false,
}

export const showRules = defineRoute({
  id: 'showRules',
  method: 'GET',
  path: '/user/houses/{id}/rules',
  tag,
  summary: '我的房屋的价格与入住规则',
  description:
    '强弱顺序：单日 > 时段 > 星期 > 房屋本身。折扣不叠加，取最大的一项；逐日四舍五入到分（半分进一）。',
  session: true,
  params: IdParams,
  data: Type.Object({
    price: Fen,
    min_days: Type.Integer(),
    max_days: Type.Integer(),
    rules: Rules,
  }),
  done: DONE,
  refusals: ['params_invalid', 'house_missing', 'not_your_house'],
  example: { data: { price: 36800, min_days: 1, max_days: 0, rules: EXAMPLE } },
})

export const changeRules = defineRoute({
  id: 'changeRules',
  method: 'PUT',
  path: '/user/houses/{id}/rules',
  tag,
  summary: '修改价格与入住规则',
  description:
    '整体替换，只有 gap_days、check_in、check_out、fees、cancellation、booking、names_required 可以省略（保持不变）；已有的订单不受影响，入住或退房时间改变时通知其房客。',
  session: true,
  params: IdParams,
  body: Type.Object({ rules: SentRules }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'dates_invalid',
    'house_missing',
    'not_your_house',
    'ranges_overlap',
  ],
  example: { body: { rules: EXAMPLE } },
})

/** What a stay costs: the lines sum to `amount`. */
export const Quote = Type.Object({
  days: Type.Array(Type.Object({ date: Day, amount: Fen }), {
    description: '每晚的房费，优惠已减；不含清洁费、加人费与税费',
  }),
  lines: Type.Array(QuoteLine),
  amount: Fen,
  deposit: Type.Integer({ description: '押金，单位：分；由房东在站外收取，不计入 amount' }),
  cancellation: RefundTerms,
  instant: Type.Boolean({ description: '下单后无需房东接单，直接支付' }),
  bookable: Type.Boolean(),
  refusal: Type.Optional(Type.String({ description: '不可预订的原因，与下单时的 refusal 相同' })),
  reason: Type.Optional(Type.String({ description: '不可预订的原因，语言随 Accept-Language' })),
})

export const quoteStay = defineRoute({
  id: 'quoteStay',
  method: 'GET',
  path: '/houses/{id}/quote',
  tag,
  summary: '一次入住的价格',
  description:
    '首尾两天都计入；各行合计为 amount，下单时收取的就是它。不能预订的日期也有价格，bookable 为 false 并说明原因。',
  session: false,
  params: IdParams,
  query: Type.Object({
    start_date: Type.String({ minLength: 1, description: '入住日期' }),
    end_date: Type.String({ minLength: 1, description: '最后一天' }),
    guests: Type.Optional(SentGuests),
  }),
  data: Type.Object({ quote: Quote }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'dates_invalid', 'house_missing'],
  example: {
    data: {
      quote: {
        days: [
          { date: '2027-05-01', amount: 36800 },
          { date: '2027-05-02', amount: 46800 },
        ],
        lines: [
          { kind: 'nights', text: '¥368 × 1', quantity: 1, unit_amount: 36800, amount: 36800 },
          { kind: 'nights', text: '¥468 × 1', quantity: 1, unit_amount: 46800, amount: 46800 },
        ],
        amount: 83600,
        deposit: 50000,
        cancellation: {
          policy: 'flexible',
          free_hours: 0,
          tiers: [{ until: '2027-05-01T00:00:00+08:00', percent: 100, refund: 83600 }],
        },
        instant: false,
        bookable: true,
      },
    },
  },
})
