import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Day, FreeText, Id, IdParams, SentId, Time } from './values.ts'

const tag = '日历 availability'

export const showCalendar = defineRoute({
  id: 'showCalendar',
  method: 'GET',
  path: '/houses/{id}/calendar',
  tag,
  summary: '房屋已被占用的日期',
  description:
    '首尾两天都计入，相邻的合并，包括两次入住之间留空的日子；最多查询 400 天。默认从今天起 400 天。' +
    'first_day、last_day 是可以入住的第一天与可预订的最后一天；terms 是与房屋本身的规定不同的日子：从这天入住的天数限制、能否入住、能否退房。已下架的房屋只有房东和在那里有订单的房客可见。',
  session: false,
  params: IdParams,
  query: Type.Object({
    from: Type.Optional(Type.String({ description: '起始日期' })),
    to: Type.Optional(Type.String({ description: '结束日期' })),
  }),
  data: Type.Object({
    taken: Type.Array(Type.Object({ start_date: Day, end_date: Day })),
    first_day: Day,
    last_day: Day,
    terms: Type.Array(
      Type.Object({
        date: Day,
        min_days: Type.Integer(),
        max_days: Type.Integer({ description: '0 为不限' }),
        arrive: Type.Boolean(),
        leave: Type.Boolean(),
      }),
    ),
  }),
  done: DONE,
  refusals: ['params_invalid', 'dates_invalid', 'house_missing'],
  example: {
    data: {
      taken: [{ start_date: '2027-05-01', end_date: '2027-05-03' }],
      first_day: '2026-12-01',
      last_day: '2027-12-01',
      terms: [{ date: '2027-02-06', min_days: 3, max_days: 0, arrive: true, leave: false }],
    },
  },
})

const Feed = Type.Object({
  feed_id: Id,
  name: Type.String(),
  url: Type.String(),
  last_try: Type.Union([Time, Type.Literal('')], { description: '最近一次读取，没有时为空' }),
  last_good: Type.Union([Time, Type.Literal('')], { description: '最近一次成功读取' }),
  error: Type.String({ description: '最近一次读取的问题，没有时为空；语言随 Accept-Language' }),
  events: Type.Integer({ description: '最近一次成功读取到的占用段数' }),
  conflicts: Type.Integer({ description: '与本站订单冲突的订单数' }),
  conflicting: Type.Array(
    Type.Object({
      order_id: Id,
      start_date: Day,
      end_date: Day,
      feed_start_date: Day,
      feed_end_date: Day,
      summary: Type.String({ description: '对方日历中的名称' }),
    }),
    { description: '冲突的双方：本站订单，与对方日历中占用的日期（首尾都计入）' },
  ),
})

export const listFeeds = defineRoute({
  id: 'listFeeds',
  method: 'GET',
  path: '/user/houses/{id}/feeds',
  tag,
  summary: '日历同步',
  description: 'export_url 是这处房屋的日历（iCal）地址，知道它的人即可读取，可以更换。',
  session: true,
  params: IdParams,
  data: Type.Object({ export_url: Type.String(), feeds: Type.Array(Feed) }),
  done: DONE,
  refusals: ['params_invalid', 'house_missing', 'not_your_house'],
  example: {
    data: {
      export_url: '/ical/Zk3…9aQ.ics',
      feeds: [
        {
          feed_id: 3,
          name: 'Airbnb',
          url: 'https://www.airbnb.com/calendar/ical/1.ics?s=…',
          last_try: '2026-12-01 12:00:00',
          last_good: '2026-12-01 12:00:00',
          error: '',
          events: 4,
          conflicts: 1,
          conflicting: [
            {
              order_id: 1024,
              start_date: '2027-05-01',
              end_date: '2027-05-03',
              feed_start_date: '2027-05-02',
              feed_end_date: '2027-05-04',
              summary: 'Reserved',
            },
          ],
        },
      ],
    },
  },
})

export const addFeed = defineRoute({
  id: 'addFeed',
  method: 'POST',
  path: '/user/houses/{id}/feeds',
  tag,
  summary: '导入其他网站的日历',
  description: '每处房屋至多 10 个；随即读取一次，此后每 20 分钟读取一次。',
  session: true,
  params: IdParams,
  body: Type.Object({
    name: FreeText(40, '名称，如 Airbnb'),
    url: Type.String({ minLength: 1, maxLength: 2_000, description: '日历地址，http(s)' }),
  }),
  data: Type.Object({ feed_id: Id }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'house_missing',
    'not_your_house',
    'feed_address_invalid',
    'feeds_full',
    'feed_known',
  ],
  example: {
    body: { name: 'Airbnb', url: 'https://www.airbnb.com/calendar/ical/1.ics?s=…' },
    data: { feed_id: 3 },
  },
})

const FeedParams = Type.Object({ id: SentId, feed_id: SentId })

export const removeFeed = defineRoute({
  id: 'removeFeed',
  method: 'DELETE',
  path: '/user/houses/{id}/feeds/{feed_id}',
  tag,
  summary: '移除导入的日历',
  description: '只由它占用的日期随即空闲。',
  session: true,
  params: FeedParams,
  done: DONE,
  refusals: ['params_invalid', 'house_missing', 'not_your_house', 'feed_missing'],
  example: {},
})

export const fetchFeed = defineRoute({
  id: 'fetchFeed',
  method: 'POST',
  path: '/user/houses/{id}/feeds/{feed_id}/fetch',
  tag,
  summary: '立即读取导入的日历',
  description: '至多 20 秒；结果见日历同步的 error 与 last_good。',
  session: true,
  params: FeedParams,
  done: DONE,
  refusals: ['params_invalid', 'house_missing', 'not_your_house', 'feed_missing'],
  example: {},
})

export const renewExport = defineRoute({
  id: 'renewExport',
  method: 'POST',
  path: '/user/houses/{id}/export_url',
  tag,
  summary: '更换房屋日历的地址',
  description: '原地址随即失效。',
  session: true,
  params: IdParams,
  data: Type.Object({ export_url: Type.String() }),
  done: DONE,
  refusals: ['params_invalid', 'house_missing', 'not_your_house'],
  example: { data: { export_url: '/ical/Zk3…9aQ.ics' } },
})
