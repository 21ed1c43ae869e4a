import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Day, Fen, Id, IdParams, MaxDays, MinDays, SentYuan } from './values.ts'

const tag = '日历 availability'

const NOTE_LENGTH_MAX = 200
/** As many days as one change may speak of, each in a range of its own. */
const RANGES_MAX = 400
/** As many houses as are told at once: what a screen shows, and some. */
const HOUSES_MAX = 20

const HostDay = Type.Object({
  date: Day,
  price: Fen,
  min_days: Type.Integer(),
  max_days: Type.Integer({ description: '0 为不限' }),
  arrive: Type.Boolean({ description: '当天可以入住' }),
  leave: Type.Boolean({ description: '当天可以退房' }),
  by_day: Type.Optional(
    Type.Boolean({ description: '这一天单独设定了价格或入住天数；没有时不出现' }),
  ),
  season: Type.Optional(Type.String({ description: '所在时段的名称，如 春节' })),
  state: Type.Enum(['free', 'held', 'closed', 'imported']),
  order_id: Type.Optional(Id),
  note: Type.Optional(Type.String({ description: '只有房东可见' })),
  feed_id: Type.Optional(Id),
  feed_name: Type.Optional(Type.String({ description: '占用这一天的日历' })),
  gap: Type.Optional(Type.Boolean({ description: 'true：空闲，但为两次入住之间留空，不能预订' })),
  conflict: Type.Optional(
    Type.String({ description: '这一天的订单与其他网站的预订冲突：那份日历的名称' }),
  ),
})

const EXAMPLE_DAYS = [
  {
    date: '2027-02-05',
    price: 36800,
    min_days: 1,
    max_days: 0,
    arrive: true,
    leave: true,
    state: 'free' as const,
  },
  {
    date: '2027-02-06',
    price: 88800,
    min_days: 3,
    max_days: 0,
    arrive: true,
    leave: true,
    season: '春节',
    state: 'closed' as const,
    note: '春节自住',
  },
]

const DaysAsked = {
  from: Type.String({ minLength: 1, description: '起始日期' }),
  to: Type.String({ minLength: 1, description: '结束日期（含当天）' }),
}

export const showHostCalendar = defineRoute({
  id: 'showHostCalendar',
  method: 'GET',
  path: '/user/houses/{id}/calendar',
  tag,
  summary: '我的房屋日历',
  description:
    '每一天的价格、入住天数限制与状态：free 空闲、held 已被订单占用、closed 房东关闭、imported 其他网站占用。最多 400 天。',
  session: true,
  params: IdParams,
  query: Type.Object(DaysAsked),
  data: Type.Object({ days: Type.Array(HostDay) }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'dates_invalid',
    'house_missing',
    'not_your_house',
  ],
  example: { data: { days: EXAMPLE_DAYS } },
})

export const listHostCalendars = defineRoute({
  id: 'listHostCalendars',
  method: 'GET',
  path: '/user/calendars',
  tag,
  summary: '我的多处房屋的日历',
  description: `houses 为逗号分隔的房屋编号，至多 ${HOUSES_MAX} 个，不是自己的略去；最多 100 天。`,
  session: true,
  query: Type.Object({
    houses: Type.String({
      pattern: `^\\d{1,15}(,\\d{1,15}){0,${HOUSES_MAX - 1}}$`,
      description: '房屋编号，如 1,2,3',
    }),
    ...DaysAsked,
  }),
  data: Type.Object({
    houses: Type.Array(Type.Object({ house_id: Id, days: Type.Array(HostDay) })),
  }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'dates_invalid'],
  example: { data: { houses: [{ house_id: 1, days: EXAMPLE_DAYS }] } },
})

const DaysChange = Type.Object({
  start_date: Type.String({ minLength: 1, description: '起始日期' }),
  end_date: Type.String({ minLength: 1, description: '结束日期（含当天）' }),
  closed: Type.Optional(Type.Boolean()),
  note: Type.Optional(
    Type.String({
      maxLength: NOTE_LENGTH_MAX,
      pattern: '^[^\\u0000]*$',
      description: '备注，至多 200 字',
    }),
  ),
  free_only: Type.Optional(Type.Boolean()),
  price: Type.Optional(
    Type.Union([SentYuan, Type.Null()], {
      description: '这些日期每天的价格，单位：元；null 为恢复规则的价格',
    }),
  ),
  min_days: Type.Optional(Type.Union([MinDays, Type.Null()])),
  max_days: Type.Optional(Type.Union([MaxDays, Type.Null()])),
})

const before = Type.Array(DaysChange, {
  description: '所改的各项原来是什么；原样提交给 PUT …/calendar/ranges 即恢复',
})

export const changeHostCalendar = defineRoute({
  id: 'changeHostCalendar',
  method: 'PUT',
  path: '/user/houses/{id}/calendar',
  tag,
  summary: '关闭、开放日期，或设定其价格',
  description:
    'closed 为 true 关闭、false 开放 start_date 到 end_date（含）；重复提交结果相同。其中有被占用的日期时返回 4003，' +
    'data.stays 说明是哪些；free_only 为 true 时只关闭其中空闲的日期。note 只有房东可见。',
  session: true,
  params: IdParams,
  body: DaysChange,
  data: Type.Object({ before }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'dates_invalid',
    'house_missing',
    'not_your_house',
    'days_held',
  ],
  example: {
    body: { start_date: '2027-02-06', end_date: '2027-02-12', closed: true, note: '春节自住' },
    data: {
      before: [{ start_date: '2027-02-06', end_date: '2027-02-12', closed: false }],
    },
  },
})

export const changeHostCalendarRanges = defineRoute({
  id: 'changeHostCalendarRanges',
  method: 'PUT',
  path: '/user/houses/{id}/calendar/ranges',
  tag,
  summary: '一次修改多段日期',
  description: `要么全部生效，要么全都不变；各段依次生效，合计至多 ${RANGES_MAX} 天。`,
  session: true,
  params: IdParams,
  body: Type.Object({ ranges: Type.Array(DaysChange, { minItems: 1, maxItems: RANGES_MAX }) }),
  data: Type.Object({ before }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'dates_invalid',
    'house_missing',
    'not_your_house',
    'days_held',
  ],
  example: {
    body: {
      ranges: [
        { start_date: '2027-02-06', end_date: '2027-02-07', closed: true, note: '春节自住' },
        { start_date: '2027-02-14', end_date: '2027-02-14', price: '599' },
      ],
    },
    data: {
      before: [
        { start_date: '2027-02-06', end_date: '2027-02-07', closed: false },
        { start_date: '2027-02-14', end_date: '2027-02-14', price: null },
      ],
    },
  },
})
