import { Type } from 'typebox'
import { POLICY_NAMES } from '../rules/cancellation.ts'
import { exampleInstructions, Instructions, ShownPlace } from './house-story.ts'
import { exampleOrder, Order, OrderEvent, Status } from './order.ts'
import { OrderChange } from './order-changes.ts'
import { GuestNames } from './order-guests.ts'
import { AspectStars, OrderReviews, Stars } from './ratings.ts'
import { DONE, defineRoute } from './route.ts'
import { OrderRefundTerms } from './terms.ts'
import {
  Day,
  Fen,
  FreeText,
  Id,
  IdParams,
  ImageUrl,
  Moment,
  QuoteLine,
  SentGuests,
  SentId,
  Time,
} from './values.ts'

const tag = '订单 orders'

export const placeOrder = defineRoute({
  id: 'placeOrder',
  method: 'POST',
  path: '/orders',
  tag,
  summary: '保存订单（下单）',
  description:
    '首尾两天都计入，同一天只属于一个订单。带上 Idempotency-Key 请求头，重试不会重复下单：' +
    '相同的键和内容总是得到相同的答复，相同的键配不同的内容返回 422。',
  session: true,
  headers: Type.Object({
    'idempotency-key': Type.Optional(
      Type.String({ minLength: 1, maxLength: 255, description: '幂等键，由客户端生成' }),
    ),
  }),
  body: Type.Object({
    house_id: SentId,
    start_date: Type.String({ minLength: 1, description: '入住日期 YYYY-MM-DD' }),
    end_date: Type.String({ minLength: 1, description: '离店日期 YYYY-MM-DD（含当天）' }),
    guests: Type.Optional(SentGuests),
    amount: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description:
          '房客看到的总价，单位：分。与此刻的价格不同时不下单，返回 4004，data.quote 为新的价格；不传则按此刻的价格',
      }),
    ),
  }),
  data: Type.Object({ order_id: Id }),
  done: { zh: '保存订单成功', en: 'Order placed' },
  refusals: [
    'params_missing',
    'params_invalid',
    'dates_invalid',
    'house_missing',
    'house_unlisted',
    'own_house',
    'too_many_guests',
    'stay_length',
    'beyond_window',
    'too_soon',
    'no_arrival',
    'no_departure',
    'price_changed',
    'too_many_open_orders',
    'too_many_orders',
    'too_many_same_days',
    'dates_taken',
    'idempotency_reused',
  ],
  example: {
    body: { house_id: 1, start_date: '2027-05-01', end_date: '2027-05-03', guests: 2 },
    data: { order_id: 1024 },
  },
})

export const listOrders = defineRoute({
  id: 'listOrders',
  method: 'GET',
  path: '/user/orders',
  tag,
  summary: '查询订单列表',
  description: 'role=landlord 为我的房屋收到的订单，其他值为我下的订单；最新的在前。',
  session: true,
  query: Type.Object({
    role: Type.Optional(Type.String({ description: 'landlord 或 custom' })),
    status: Type.Optional(Status),
    limit: Type.Optional(
      Type.String({ pattern: '^\\d{1,3}$', description: '每页条数 1–200，默认 200' }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^\\d{1,15}$', description: '上一页答复中的 next_cursor' }),
    ),
  }),
  data: Type.Object({
    orders: Type.Array(Order),
    next_cursor: Type.Optional(Type.String({ description: '还有下一页时才有' })),
  }),
  done: DONE,
  refusals: ['params_invalid'],
  example: { data: { orders: [exampleOrder], next_cursor: '1024' } },
})

const Arrival = Type.Object(
  {
    position: ShownPlace,
    instructions: Type.Union([Instructions, Type.Null()], {
      description: '入住指引；还没到 instructions_from、或房东没有填写时为 null',
    }),
    instructions_from: Day,
  },
  { description: '付了款的房客怎样入住；退房那天过后不再有' },
)

export const showOrder = defineRoute({
  id: 'showOrder',
  method: 'GET',
  path: '/orders/{id}',
  tag,
  summary: '订单详情与经过',
  description: '只有下单人和房东可见。',
  session: true,
  params: IdParams,
  data: Type.Object({
    order: Order,
    events: Type.Array(OrderEvent),
    cancellation: OrderRefundTerms,
    changes: Type.Array(OrderChange, { description: '提议过的变更，最新的在前' }),
    may_propose: Type.Boolean({ description: '当前用户此刻可以提议变更' }),
    guest_names: GuestNames,
    payout_hold: Type.Optional(
      Type.Object(
        { since: Time, reason: Type.String() },
        { description: '平台正在核实、暂不结算给房东时才有，只有房东看到' },
      ),
    ),
    arrival: Type.Optional(Arrival),
    reviews: OrderReviews,
  }),
  done: DONE,
  refusals: ['params_invalid', 'order_missing'],
  example: {
    data: {
      order: exampleOrder,
      events: [
        {
          at: '2026-11-22 18:30:00',
          kind: 'placed',
          actor: 'guest',
          from: null,
          to: 'WAIT_ACCEPT',
          reason: '',
        },
      ],
      cancellation: {
        policy: 'flexible',
        free_hours: 0,
        tiers: [{ until: '2027-05-01T00:00:00+08:00', percent: 100, refund: 110400 }],
        refund_now: 0,
        giveable: 0,
        paid: 0,
        refunded: 0,
      },
      changes: [],
      may_propose: false,
      arrival: {
        position: { latitude: 39.9418, longitude: 116.3807, radius: 0 },
        instructions: exampleInstructions,
        instructions_from: '2027-04-28',
      },
      reviews: { review: null, given: null, guest_lines: [], actions: [], edit_until: '' },
      guest_names: {
        required: false,
        may_change: true,
        until: '2027-05-01T15:00:00+08:00',
        given: 0,
        wanted: 2,
      },
    },
  },
})

export const showReceipt = defineRoute({
  id: 'showReceipt',
  method: 'GET',
  path: '/orders/{id}/receipt',
  tag,
  summary: '收据',
  description:
    '下单人和房东可见；由订单下单时保存的内容生成，与房屋现在的样子无关。没有付过款时答复 4201。',
  session: true,
  params: IdParams,
  data: Type.Object({
    receipt: Type.Object({
      order_id: Id,
      title: Type.String(),
      address: Type.String({ description: '已取消的订单，房客只看到大致地址' }),
      guest_name: Type.String(),
      ctime: Time,
      start_date: Day,
      check_out: Day,
      check_in_time: Type.String({ description: '下单时的入住时间 HH:MM' }),
      check_out_time: Type.String({ description: '下单时的退房时间 HH:MM' }),
      guests: Type.Integer(),
      policy: Type.Enum(POLICY_NAMES),
      free_hours: Type.Integer({ description: '付款后多少小时内全额退款，0 为没有' }),
      tiers: Type.Array(
        Type.Object({ days: Type.Integer(), until: Moment, percent: Type.Integer() }),
        { description: '取消政策的各档：入住前 days 天及以前（until 之前）退房费的百分比' },
      ),
      lines: Type.Array(QuoteLine),
      amount: Fen,
      moves: Type.Array(Type.Object({ at: Time, amount: Fen }), {
        description: '每笔付款与退款，退款小于 0',
      }),
      balance: Type.Integer({ description: '付款减退款，单位：分' }),
    }),
  }),
  done: DONE,
  refusals: ['params_invalid', 'order_missing', 'action_invalid'],
  example: {
    data: {
      receipt: {
        order_id: 1024,
        title: '什刹海旁 安静四合院小屋',
        address: '西城区后海北沿 12 号',
        guest_name: '小爱',
        ctime: '2026-11-22 18:30:00',
        start_date: '2027-05-01',
        check_out: '2027-05-04',
        check_in_time: '15:00',
        check_out_time: '12:00',
        guests: 2,
        policy: 'flexible',
        free_hours: 0,
        tiers: [{ days: 1, until: '2027-05-01T00:00:00+08:00', percent: 100 }],
        lines: [
          { kind: 'nights', text: '¥368 × 3 晚', quantity: 3, unit_amount: 36800, amount: 110400 },
        ],
        amount: 110400,
        moves: [{ at: '2026-11-22 19:00:00', amount: 110400 }],
        balance: 110400,
      },
    },
  },
})

export const exportStay = defineRoute({
  id: 'exportStay',
  method: 'GET',
  path: '/orders/{id}/calendar',
  tag,
  summary: '把入住加入日历',
  description:
    '付了款的房客与房东可下载：iCalendar 文件，从入住时间到退房时间，DTEND 不计入；不含入住指引。',
  session: true,
  params: IdParams,
  download: 'text/calendar',
  done: DONE,
  refusals: ['params_invalid', 'order_missing', 'action_invalid'],
  example: {},
})

export const listStays = defineRoute({
  id: 'listStays',
  method: 'GET',
  path: '/user/stays',
  tag,
  summary: '我的房屋在一段日期内的入住',
  description:
    '与 from 到 to 有交集、仍占用或曾经入住的订单（不含已拒单、已取消），按入住日期排列；最多 400 天，至多 5000 条。',
  session: true,
  query: Type.Object({
    from: Type.String({ minLength: 1, description: '起始日期' }),
    to: Type.String({ minLength: 1, description: '结束日期（含当天）' }),
    house_id: Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: '只看这一处房屋' })),
  }),
  data: Type.Object({
    stays: Type.Array(
      Type.Object({
        order_id: Id,
        house_id: Id,
        title: Type.String(),
        start_date: Day,
        end_date: Day,
        guests: Type.Integer({ description: '入住人数' }),
        status: Status,
        amount: Fen,
        guest_name: Type.String(),
        guest_avatar: ImageUrl,
      }),
    ),
  }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'dates_invalid'],
  example: {
    data: {
      stays: [
        {
          order_id: 1024,
          house_id: 1,
          title: '什刹海旁 安静四合院小屋',
          start_date: '2027-05-01',
          end_date: '2027-05-03',
          guests: 2,
          status: 'PAID',
          amount: 110400,
          guest_name: '小爱',
          guest_avatar: '',
        },
      ],
    },
  },
})

export const changeOrderStatus = defineRoute({
  id: 'changeOrderStatus',
  method: 'PUT',
  path: '/orders/{id}/status',
  tag,
  summary: '接单、拒单、取消',
  description:
    '拒单必须说明原因；房东取消也必须说明原因。订单不存在、不属于你或状态不符，答复都是“操作无效”。',
  session: true,
  params: IdParams,
  body: Type.Object({
    action: Type.Enum(['accept', 'reject', 'cancel']),
    reason: Type.Optional(
      Type.String({ maxLength: 2000, pattern: '^[^\\u0000]*$', description: '原因' }),
    ),
  }),
  done: DONE,
  refusals: ['params_invalid', 'action_invalid'],
  example: { body: { action: 'reject', reason: '房屋临时检修' } },
})

export const commentOrder = defineRoute({
  id: 'commentOrder',
  method: 'PUT',
  path: '/orders/{id}/comment',
  tag,
  summary: '评价订单',
  description:
    '入住结束后由下单人评价一次；房屋详情随即显示，房屋的成交数加一。星级可不填，填了 aspects 则 stars 必填。' +
    'edit 为 true 时修改自己 48 小时内写的评价：文字与星级都换成新的。',
  session: true,
  params: IdParams,
  body: Type.Object({
    comment: FreeText(2000, '评价内容，1–2000 字'),
    stars: Type.Optional(Stars),
    aspects: Type.Optional(AspectStars),
    edit: Type.Optional(Type.Boolean({ description: '修改已写的评价' })),
  }),
  done: DONE,
  refusals: ['params_invalid', 'action_invalid', 'edit_too_late'],
  example: {
    body: { comment: '房间干净，房东热情，下次还来。', stars: 5, aspects: { cleanliness: 5 } },
  },
})
