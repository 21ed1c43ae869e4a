import { Type } from 'typebox'

/** Values that many routes share, each described once. */
export const Id = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: '编号',
})

/**
 * An id as clients send it: the old pages take it from the address bar, so it may come as text.
 * Any whole number is understood; one that names nothing is answered as missing, not as malformed.
 */
export const SentId = Type.Union([Type.Integer(), Type.String({ pattern: '^-?\\d{1,20}$' })], {
  description: '编号（数字或数字文本）',
})

/** Of a route whose address names one thing. */
export const IdParams = Type.Object({ id: SentId })

export const Fen = Type.Integer({ description: '金额，单位：分（或本站货币的最小单位）' })
export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: '日期 YYYY-MM-DD',
})
export const Time = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$',
  description: '时间 YYYY-MM-DD HH:MM:SS，站点时区',
})
/** A moment that clients compare with others: it says its offset, which a zone may change twice a year. */
export const Moment = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[+-]\\d{2}:\\d{2}$',
  description: '时刻 YYYY-MM-DDTHH:MM:SS±HH:MM，站点时区及其偏移',
})
export const ImageUrl = Type.String({ description: '图片地址；没有图片时为空字符串' })

export const MOBILE_PATTERN = '^1[3-9]\\d{9}$'
export const Mobile = Type.String({ pattern: MOBILE_PATTERN, description: '手机号' })

/** A whole number that old pages may send as text, e.g. `"3"`; see `toCount`. */
export const SentCount = (minimum: number, maximum: number, description: string) =>
  Type.Union([Type.Integer({ minimum, maximum }), Type.String({ pattern: '^\\d{1,9}$' })], {
    description: `${description}（${minimum}–${maximum}，数字或数字文本）`,
  })

/** The highest price of a day that a host may set by rule: ¥100,000. */
export const PRICE_FEN_MAX = 10_000_000
/** The longest stay that a rule can speak of. */
export const STAY_DAYS_MAX = 365
export const MinDays = Type.Integer({
  minimum: 1,
  maximum: STAY_DAYS_MAX,
  description: '最少入住天数',
})
export const MaxDays = Type.Integer({
  minimum: 0,
  maximum: STAY_DAYS_MAX,
  description: '最多入住天数，0 为不限',
})

/** A row of what a stay costs; amounts of discounts are below 0. */
export const QuoteLine = Type.Object({
  kind: Type.Enum(['nights', 'discount', 'extra_guest', 'cleaning', 'tax'], {
    description: '房费、优惠、加人费、清洁费、平台代收的税费',
  }),
  text: Type.String({ description: '语言随 Accept-Language' }),
  quantity: Type.Integer(),
  unit_amount: Fen,
  amount: Fen,
  reason: Type.Optional(Type.Enum(['month', 'week', 'last_minute', 'early_bird'])),
  percent: Type.Optional(Type.Integer({ description: '减免的百分比' })),
})

/** An hour of the site's clock, at which guests come or leave. */
export const ClockTime = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: '时刻 HH:MM，站点时区',
})

/** Keeps the amount of the longest stay within the numbers that JSON and the database can hold. */
const YUAN_MAX = 999_999_999.99

/** Whole ones of the site's currency as number or text; see `amountOf`. */
export const SentYuan = Type.Union(
  [
    Type.Number({ minimum: 0, maximum: YUAN_MAX }),
    Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,2})?$' }),
  ],
  { description: '金额，单位：元（或本站货币的主单位），最多两位小数（数字或数字文本）' },
)

/** Free text that a person typed; NUL cannot be stored as text. */
export const FreeText = (length_max: number, description: string) =>
  Type.String({ minLength: 1, maxLength: length_max, pattern: '^[^\\u0000]*$', description })

/**
 * The same for texts that others read: no control characters but line ends and tabs, none that turn
 * the direction of the text around them, and none that nobody can see: a text could pass for another.
 */
export const PlainText = (length_max: number, description: string, length_min = 1) =>
  Type.String({
    minLength: length_min,
    maxLength: length_max,
    pattern:
      '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]*$',
    description,
  })

/**
 * An id in the range that the database can hold, or 0, which names nothing.
 * Whole numbers beyond 2^53 lose digits in JSON, so they can name nothing either.
 */
export function toId(sent: number | string): number {
  const id = Number(sent)
  return Number.isSafeInteger(id) && id > 0 ? id : 0
}

/** The most people that a house can be for, of what `SentCount` lets through. */
export const GUESTS_MAX = 999
/** How many people come; more than the house takes is answered by its own refusal. */
export const SentGuests = SentCount(1, GUESTS_MAX, '入住人数，不超过房屋的可住人数；不传为 1')

export const toCount = (sent: number | string): number => Number(sent)
