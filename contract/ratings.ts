import { type TSchema, Type } from 'typebox'
import { type Aspect, STARS_MAX } from '../rules/rating.ts'
import { Id, Moment, Time } from './values.ts'

// Stars and what is said with them, as several rooms show them.

export const Stars = Type.Integer({ minimum: 1, maximum: STARS_MAX, description: '星级 1–5' })

const Average = Type.Number({ description: '平均星级，四舍五入到一位小数' })
const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** What a guest gives a stay beside the stars for all of it. */
export const AspectStars = Type.Object(
  {
    cleanliness: Type.Optional(Stars),
    accuracy: Type.Optional(Stars),
    location: Type.Optional(Stars),
    host: Type.Optional(Stars),
  } satisfies Record<Aspect, TSchema>,
  { additionalProperties: false, description: '分项星级：整洁、描述相符、位置、房东；可不填' },
)

const OptionalTime = Type.Union([Time, Type.Literal('')])

/** As a card and a request show it. */
export const Rating = Type.Union(
  [Type.Object({ average: Average, count: Type.Integer({ minimum: 1 }) }), Type.Null()],
  { description: '平均星级与评分数；没有评分时为 null' },
)

/** As the page of a house shows it. */
export const HouseRating = Type.Union(
  [
    Type.Object({
      average: Average,
      count: Type.Integer({ minimum: 1, description: '有星级的评价数' }),
      spread: Type.Array(Type.Integer(), {
        minItems: STARS_MAX,
        maxItems: STARS_MAX,
        description: '1 星到 5 星各有多少条',
      }),
      aspects: Type.Object({
        cleanliness: OrNull(Average),
        accuracy: OrNull(Average),
        location: OrNull(Average),
        host: OrNull(Average),
      } satisfies Record<Aspect, TSchema>),
    }),
    Type.Null(),
  ],
  { description: '评分；没有评分时为 null' },
)

/** A review as anybody reads it. */
export const HouseComment = Type.Object({
  review_id: Id,
  comment: Type.String(),
  user_name: Type.String({ description: '昵称；仍为手机号时显示“匿名用户”' }),
  ctime: Time,
  stars: OrNull(Stars),
  reply: Type.String({ description: '房东的回复；没有时为空字符串' }),
  reply_time: OptionalTime,
})

export const exampleComment = {
  review_id: 1001,
  comment: '很干净，离地铁近。',
  user_name: '匿名用户',
  ctime: '2026-10-03 11:20:00',
  stars: 5,
  reply: '谢谢，欢迎再来！',
  reply_time: '2026-10-03 20:05:00',
} as const

/** What can be done beside the actions that move an order. */
export const REVIEW_ACTIONS = [
  'edit_comment',
  'reply',
  'edit_reply',
  'rate_guest',
  'edit_guest_rating',
] as const
export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

/** What an order's two people are shown of what they said of each other. */
export const OrderReviews = Type.Object({
  review: Type.Union(
    [
      Type.Object({
        at: Time,
        stars: OrNull(Stars),
        aspects: AspectStars,
        edited: Type.Boolean(),
        reply: Type.String(),
        reply_time: OptionalTime,
        hidden: Type.Boolean({ description: '已被平台隐藏，别人看不到' }),
        hidden_reason: Type.String(),
      }),
      Type.Null(),
    ],
    { description: '房客的评价（文字见 order.comment）；还没有时为 null' },
  ),
  given: Type.Union([Type.Object({ stars: Stars, text: Type.String(), at: Time }), Type.Null()], {
    description: '房东给这位房客的评分，只有房东可见；还没有时为 null',
  }),
  guest_lines: Type.Array(Type.Object({ stars: Stars, text: Type.String(), at: Time }), {
    description: '其他房东对这位房客的评价，最新的在前，至多 10 条；只有房东可见',
  }),
  actions: Type.Array(Type.Enum(REVIEW_ACTIONS), { description: '当前用户此刻可做的' }),
  edit_until: Type.Union([Moment, Type.Literal('')], {
    description: '当前用户自己写的可修改到何时；没有可修改的为空字符串',
  }),
})
