import { Type } from 'typebox'
import { exampleComment, HouseComment, Stars } from './ratings.ts'
import { DONE, defineRoute } from './route.ts'
import { IdParams, PlainText, SentId } from './values.ts'

const tag = '评价 reviews'

export const REVIEWS_PAGE = 20
const Edit = Type.Optional(
  Type.Boolean({ description: '修改自己 48 小时内写的；不传则只能写一次' }),
)

export const listReviews = defineRoute({
  id: 'listReviews',
  method: 'GET',
  path: '/houses/{id}/reviews',
  tag,
  summary: '房屋的全部评价',
  description: `最新的在前，每页 ${REVIEWS_PAGE} 条；房屋对谁可见，评价就对谁可见。`,
  session: false,
  params: IdParams,
  query: Type.Object({
    cursor: Type.Optional(
      Type.String({
        pattern: '^(\\d{1,15}_\\d{1,15})?$',
        description: '上一页答复中的 next_cursor',
      }),
    ),
  }),
  data: Type.Object({
    reviews: Type.Array(HouseComment),
    next_cursor: Type.Optional(Type.String({ description: '还有下一页时才有' })),
  }),
  done: DONE,
  refusals: ['params_invalid', 'house_missing'],
  example: { data: { reviews: [exampleComment], next_cursor: '1790997600000_1001' } },
})

export const reportReview = defineRoute({
  id: 'reportReview',
  method: 'POST',
  path: '/houses/{id}/reviews/{review_id}/report',
  tag,
  summary: '举报评价',
  description: '每人对一条评价举报一次，一天至多 20 次；由平台处理。',
  session: true,
  params: Type.Object({ id: SentId, review_id: SentId }),
  body: Type.Object({ reason: PlainText(500, '原因，1–500 字') }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'review_missing',
    'own_review',
    'review_reported',
    'reports_spent',
  ],
  example: { body: { reason: '泄露了我的电话号码' } },
})

export const replyToReview = defineRoute({
  id: 'replyToReview',
  method: 'PUT',
  path: '/orders/{id}/reply',
  tag,
  summary: '房东回复评价',
  description:
    '房东公开回复一次，显示在评价下面。没有这样的订单、不是房东、还没有评价或评价已隐藏，答复都是“操作无效”。',
  session: true,
  params: IdParams,
  body: Type.Object({ text: PlainText(2000, '回复，1–2000 字'), edit: Edit }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'action_invalid',
    'written_already',
    'edit_too_late',
  ],
  example: { body: { text: '谢谢，欢迎再来！' } },
})

export const rateGuest = defineRoute({
  id: 'rateGuest',
  method: 'PUT',
  path: '/orders/{id}/guest_rating',
  tag,
  summary: '房东给房客评分',
  description: '入住结束后由房东评一次；只有收到这位房客订单的房东可见，房客看不到是谁、写了什么。',
  session: true,
  params: IdParams,
  body: Type.Object({
    stars: Stars,
    text: Type.Optional(PlainText(200, '给其他房东的一句话，0–200 字', 0)),
    edit: Edit,
  }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'action_invalid',
    'written_already',
    'edit_too_late',
  ],
  example: { body: { stars: 5, text: '爱护房屋，沟通顺畅' } },
})
