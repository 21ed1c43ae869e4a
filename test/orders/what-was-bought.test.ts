import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { dayAfter, openLetting, order, orderIn, settle } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

test('an order keeps the words of the house as they were bought', async () => {
  const bought = { title: '鼓楼边的小院', address: '东城区 1 号' }
  const letting = await openLetting(site, bought)
  const order_id = await order(letting, dayAfter(site, 3))
  await site.database.kysely
    .updateTable('houses')
    .set({ title: '另一个名字', address: '西城区 2 号' })
    .where('id', '=', letting.house_id)
    .execute()
  const { data: list } = await letting.guest.get('/user/orders')
  // Not paid for yet: its guest is not told the number of the door.
  expect(list.orders[0]).toMatchObject({ ...bought, address: '东城区' })
  const { data: detail } = await letting.host.get(`/orders/${order_id}`)
  expect(detail.order).toMatchObject(bought)
  const { data: told } = await letting.host.get('/notices')
  expect(told.notices[0].title).toBe('鼓楼边的小院')
  const day = dayAfter(site, 3)
  const { data: stays } = await letting.host.get(`/user/stays?from=${day}&to=${day}`)
  expect(stays.stays[0].title).toBe('鼓楼边的小院')
})

test('an order of a server that kept no words shows those of the house', async () => {
  const letting = await openLetting(site, { title: '鼓楼边的小院' })
  const order_id = await order(letting, dayAfter(site, 3))
  await site.database.kysely
    .updateTable('orders')
    .set({ title: null, address: null, cover_url: null })
    .where('id', '=', order_id)
    .execute()
  const { data } = await letting.guest.get(`/orders/${order_id}`)
  expect(data.order.title).toBe('鼓楼边的小院')
})

test('a receipt tells what was bought and paid, whatever the house is by now', async () => {
  const letting = await openLetting(site, { title: '鼓楼边的小院', address: '东城区 1 号' })
  const rules = { ...NO_RULES, check_in: '14:00', check_out: '11:00' }
  await letting.host.put(`/user/houses/${letting.house_id}/rules`, { rules })
  const order_id = await orderIn(letting, 'WAIT_PAYMENT')
  const path = `/orders/${order_id}/receipt`
  expect((await letting.guest.get(path)).refusal).toBe('action_invalid')
  await settle(letting, order_id)
  await letting.host.put(`/user/houses/${letting.house_id}/rules`, { rules: NO_RULES })
  await site.database.kysely
    .updateTable('houses')
    .set({ title: '另一个名字', address: '西城区 2 号' })
    .where('id', '=', letting.house_id)
    .execute()
  await letting.host.post(`/orders/${order_id}/refunds`, { amount: 1_000, reason: '致歉' })
  for (const person of [letting.guest, letting.host])
    expect((await person.get(path)).data.receipt).toMatchObject({
      title: '鼓楼边的小院',
      address: '东城区 1 号',
      check_in_time: '14:00',
      check_out_time: '11:00',
      policy: 'flexible',
      amount: 20_000,
      moves: [{ amount: 20_000 }, { amount: -1_000 }],
      balance: 19_000,
    })
  const stranger = await site.join()
  expect((await stranger.get(path)).refusal).toBe('order_missing')
})

test('a receipt tells until when how much would have come back, also by a host’s own policy', async () => {
  const letting = await openLetting(site)
  const rules = `/user/houses/${letting.house_id}/rules`
  const tiers = [
    { days: 3, percent: 20 },
    { days: 10, percent: 60 },
  ]
  const cancellation = { policy: 'custom', tiers, free_hours: 24 }
  await letting.host.put(rules, { rules: { ...NO_RULES, cancellation } })
  const order_id = await orderIn(letting, 'PAID', dayAfter(site, 15))
  await letting.host.put(rules, { rules: NO_RULES })
  site.clock.advance({ days: 14 })
  expect((await letting.guest.get(`/orders/${order_id}/receipt`)).data.receipt).toMatchObject({
    policy: 'custom',
    free_hours: 24,
    tiers: [
      { days: 10, until: `${dayAfter(site, -8)}T00:00:00+08:00`, percent: 60 },
      { days: 3, until: `${dayAfter(site, -1)}T00:00:00+08:00`, percent: 20 },
    ],
  })
})
