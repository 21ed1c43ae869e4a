import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Day, SentId } from './values.ts'

const tag = '日历 availability'

export const showCalendar = defineRoute({
  id: 'showCalendar',
  method: 'GET',
  path: '/houses/{id}/calendar',
  tag,
  summary: '房屋已被占用的日期',
  description: '首尾两天都计入，相邻的合并；最多查询 400 天。默认从今天起 400 天。',
  session: false,
  params: Type.Object({ id: SentId }),
  query: Type.Object({
    from: Type.Optional(Type.String({ description: '起始日期' })),
    to: Type.Optional(Type.String({ description: '结束日期' })),
  }),
  data: Type.Object({
    taken: Type.Array(Type.Object({ start_date: Day, end_date: Day })),
  }),
  done: DONE,
  refusals: ['params_invalid', 'dates_invalid', 'house_missing'],
  example: { data: { taken: [{ start_date: '2027-05-01', end_date: '2027-05-03' }] } },
})
