import { Type } from 'typebox'
import { ACTORS, EVENT_KINDS, OFFERED_ACTIONS, ORDER_STATUSES } from './order-terms.ts'
import { Rating } from './ratings.ts'
import { ClockTime, Day, Fen, Id, ImageUrl, Moment, QuoteLine, Time } from './values.ts'

const VIEWER_ROLES = ['guest', 'host'] as const

export const Status = Type.Enum(ORDER_STATUSES, { description: '订单状态' })

/** An order as its guest and its host are shown it. */
export const Order = Type.Object({
  order_id: Id,
  house_id: Id,
  title: Type.String({ description: '下单时的标题' }),
  address: Type.String({ description: '下单时的地址；房客付款前只看到大致地址，不含门牌号' }),
  img_url: ImageUrl,
  start_date: Day,
  end_date: Day,
  ctime: Time,
  days: Type.Integer({ description: '入住天数，首尾两天都计入' }),
  guests: Type.Integer({ description: '入住人数' }),
  amount: Fen,
  status: Status,
  comment: Type.String({ description: '评价；被拒单时为拒单原因' }),
  guest_name: Type.String({ description: '下单人昵称；仍为手机号时显示“匿名用户”' }),
  guest_avatar: ImageUrl,
  guest_rating: Type.Union([...Rating.anyOf], {
    description: '其他房东给这位房客的平均星级与评分数；没有评分、或当前用户不是房东时为 null',
  }),
  guest_mobile: Type.Optional(
    Type.String({ description: '房客手机号；只有房东可见，付款后至退房 7 天后' }),
  ),
  host_mobile: Type.Optional(
    Type.String({ description: '房东手机号；只有房客可见，付款后至退房 7 天后' }),
  ),
  actions: Type.Array(Type.Enum(OFFERED_ACTIONS), {
    description: '当前用户此刻可执行的操作',
  }),
  due_at: Type.Union([Time, Type.Literal('')], {
    description: '到这一时刻系统会自动推进该订单（过期或入住结束），没有时为空字符串',
  }),
  due: Type.Union([Moment, Type.Literal('')], {
    description: '同 due_at，带时区偏移；与时刻比较、倒计时请用它',
  }),
  check_out: Day,
  check_in_time: ClockTime,
  check_out_time: ClockTime,
  lines: Type.Array(QuoteLine, { description: '总价由哪些行组成，合计为 amount' }),
  viewer_role: Type.Enum(VIEWER_ROLES, { description: '当前用户以房客还是房东的身份看到该订单' }),
})

export const OrderEvent = Type.Object({
  at: Time,
  kind: Type.Enum(EVENT_KINDS, { description: '发生了什么；refund_ 开头的是款项的去向' }),
  actor: Type.Enum(ACTORS),
  from: Type.Union([Status, Type.Null()], { description: '变更前的状态；下单时为 null' }),
  to: Status,
  reason: Type.String({
    description: '当事人写的原因；kind 以 refund_ 开头时是它的说明，语言随 Accept-Language',
  }),
  amount: Type.Optional(Type.Integer({ description: '与款项有关时的金额，单位：分' })),
})

export const exampleOrder = {
  order_id: 1024,
  house_id: 1,
  title: '什刹海旁 安静四合院小屋',
  address: '西城区后海北沿',
  img_url: '/files/houses/1-cover.webp',
  start_date: '2027-05-01',
  end_date: '2027-05-03',
  ctime: '2026-11-22 18:30:00',
  days: 3,
  guests: 2,
  amount: 110400,
  status: 'WAIT_ACCEPT',
  comment: '',
  guest_name: '小爱',
  guest_avatar: '',
  guest_rating: null,
  actions: ['cancel'],
  due_at: '2026-11-23 18:30:00',
  due: '2026-11-23T18:30:00+08:00',
  check_out: '2027-05-04',
  check_in_time: '15:00',
  check_out_time: '12:00',
  lines: [{ kind: 'nights', text: '¥368 × 3 晚', quantity: 3, unit_amount: 36800, amount: 110400 }],
  viewer_role: 'guest',
} as const
