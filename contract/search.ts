import { Type } from 'typebox'
import { BasicHouse, exampleBasicHouse } from './basic-house.ts'
import { DONE, defineRoute } from './route.ts'

const tag = '搜索 search'

const SORTS = ['new', 'booking', 'price-inc', 'price-des'] as const
const SentNumber = (description: string) =>
  Type.Optional(Type.String({ pattern: '^\\d{0,9}$', description }))

export const listMostBooked = defineRoute({
  id: 'listMostBooked',
  method: 'GET',
  path: '/houses/index',
  tag,
  summary: '首页推荐',
  description: '成交最多且有封面的 5 处房屋。',
  session: false,
  data: Type.Array(BasicHouse),
  done: DONE,
  refusals: [],
  example: { data: [exampleBasicHouse] },
})

export const searchHouses = defineRoute({
  id: 'searchHouses',
  method: 'GET',
  path: '/houses',
  tag,
  summary: '搜索房屋',
  description:
    'sd 到 ed 的每一天都空闲的房屋；只给其中一个日期时，该日空闲即可。空参数视为未给出。每页 20 条。' +
    'total_page 至多 50；符合其他条件的房屋不超过 1000 处时是准确的，更多而又按日期搜索时为已知的页数，翻页时会增加，有下一页时必大于 current_page。',
  session: false,
  query: Type.Object({
    aid: SentNumber('城区编号'),
    sd: Type.Optional(Type.String({ description: '入住日期' })),
    ed: Type.Optional(Type.String({ description: '离店日期（含当天）' })),
    sk: Type.Optional(Type.String({ description: `排序：${SORTS.join('、')}，默认 new` })),
    p: SentNumber('页码，从 1 开始'),
    price_min: SentNumber('最低价，单位：分'),
    price_max: SentNumber('最高价，单位：分'),
    capacity: SentNumber('至少可住人数'),
    facility: Type.Optional(
      Type.String({
        pattern: '^(\\d{1,9}(,\\d{1,9}){0,29})?$',
        description: '设施编号，逗号分隔，须全部具备',
      }),
    ),
    q: Type.Optional(
      Type.String({ maxLength: 64, pattern: '^[^\\u0000]*$', description: '标题与地址中的文字' }),
    ),
  }),
  data: Type.Object({
    total_page: Type.Integer(),
    current_page: Type.Integer(),
    houses: Type.Array(BasicHouse),
  }),
  done: DONE,
  refusals: ['params_invalid', 'dates_invalid'],
  example: { data: { total_page: 1, current_page: 1, houses: [exampleBasicHouse] } },
})
