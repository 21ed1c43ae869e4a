import { Type } from 'typebox'
import { BasicHouse, exampleBasicHouse } from './basic-house.ts'
import { DONE, defineRoute } from './route.ts'

const tag = '搜索 search'

const SORTS = ['new', 'booking', 'price-inc', 'price-des', 'rating'] as const
/** What one search may cost at most: these letters, words and facilities. */
export const SEARCH_LETTERS_MAX = 64
export const SEARCH_WORDS_MAX = 10
const FACILITIES_MAX = 30
/** The widest part of the map that one search may ask for, in degrees. */
export const BBOX_DEGREES_MAX = 10

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
    '给出 sd 到 ed 时，只列出这些日期可以预订的房屋：每一天都空闲，天数符合房屋要求，不在过去，也不超出可预订的范围；只给其中一个日期时为该日一天。空参数视为未给出。每页 20 条。' +
    'total_page 至多 50；不按日期搜索，或符合其他条件的房屋不超过 400 处时是准确的，更多而又按日期搜索时为已知的页数，翻页时会增加，有下一页时必大于 current_page。' +
    '按日期搜索时至多依次查看 20000 处房屋。',
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
        pattern: `^(\\d{1,9}(,\\d{1,9}){0,${FACILITIES_MAX - 1}})?$`,
        description: `设施编号，逗号分隔，须全部具备，至多 ${FACILITIES_MAX} 个`,
      }),
    ),
    bbox: Type.Optional(
      Type.String({
        pattern: '^(-?\\d{1,3}(\\.\\d{1,15})?(,-?\\d{1,3}(\\.\\d{1,15})?){3})?$',
        description: `地图范围：西,南,东,北（经纬度，WGS 84），每边至多 ${BBOX_DEGREES_MAX} 度；按房屋的大致位置`,
      }),
    ),
    q: Type.Optional(
      Type.String({
        maxLength: SEARCH_LETTERS_MAX,
        pattern: '^[^\\u0000]*$',
        description:
          `标题或大致地址中的文字，以空格分隔，至多 ${SEARCH_WORDS_MAX} 个词、${SEARCH_LETTERS_MAX} 字，` +
          '每个词都须出现；不分全角半角、大小写与繁简',
      }),
    ),
  }),
  data: Type.Object({
    total_page: Type.Integer(),
    current_page: Type.Integer(),
    houses: Type.Array(BasicHouse),
    price_by: Type.Optional(
      Type.Literal('house', {
        description:
          '按日期搜索又按价格筛选或排序时：比较的是房屋本身的价格，而不是这些日期的均价；总价见每处房屋的 amount',
      }),
    ),
  }),
  done: DONE,
  refusals: ['params_invalid', 'dates_invalid'],
  example: { data: { total_page: 1, current_page: 1, houses: [exampleBasicHouse] } },
})
