import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAfter, openLetting, order } from '../harness/lettings.ts'
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
  expect(list.orders[0]).toMatchObject(bought)
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
