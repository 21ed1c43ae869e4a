import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { type Letting, openLetting, order } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  letting = await openLetting(site)
})

const path = () => `/user/houses/${letting.house_id}/rules`
const set = (rules: object) => letting.host.put(path(), { rules })
const { gap_days, check_in, check_out, ...WITHOUT_LATER } = NO_RULES
const house = async () => (await site.visitor().get(`/houses/${letting.house_id}`)).data.house

test('when guests come and leave is told of the house and of their orders', async () => {
  const order_id = await order(letting, '2026-12-24')
  expect(await house()).toMatchObject({ check_in: '15:00', check_out: '12:00' })
  const set_to = { check_in: '14:30', check_out: '10:00' }
  expect(await set({ ...NO_RULES, ...set_to })).toMatchObject({ errcode: '0' })
  expect(await house()).toMatchObject(set_to)
  const told = { check_in_time: '14:30', check_out_time: '10:00' }
  expect((await letting.guest.get(`/orders/${order_id}`)).data.order).toMatchObject(told)
  expect((await letting.host.get('/user/orders?role=landlord')).data.orders).toMatchObject([told])
})

test('a guest who is to come is told of other hours, and of nothing else', async () => {
  await order(letting, '2026-12-24')
  await set({ ...NO_RULES, check_in: '18:00', week_percent: 5 })
  await set({ ...NO_RULES, check_in: '18:00', week_percent: 10 })
  const { data } = await letting.guest.get('/notices')
  expect(data.notices).toMatchObject([{ kind: 'house_changed', changed: ['check_in'] }])
  expect(data.notices[0].text).toContain('入住时间')
})

test('what a client of before leaves out stays as it is', async () => {
  await set({ ...NO_RULES, gap_days: 2, check_out: '11:00' })
  expect(await set({ ...WITHOUT_LATER, week_percent: 5 })).toMatchObject({ errcode: '0' })
  const { rules } = (await letting.host.get(path())).data
  expect(rules).toEqual({ ...NO_RULES, week_percent: 5, gap_days: 2, check_out: '11:00' })
})

test.each(['24:00', '9:00', '12:60', '', 12, null])('%j is no hour', async (check_in) => {
  expect(await set({ ...NO_RULES, check_in })).toMatchObject({ errcode: '4103' })
})
