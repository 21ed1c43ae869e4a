import { expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { joinGuest, letHouse } from './harness/hosts.ts'
import { dayButton, giveName, pay, register } from './harness/steps.ts'
import { test } from './harness/test.ts'

/** What somebody without a session may need from the first page to a paid order, typing apart. */
const TAPS_MAX = 15

test('somebody new goes from the first page to a paid order in few taps', async ({
  site,
  visit,
}) => {
  const { host, title } = await letHouse(site, '第一次来就会订的房子', { capacity: 4 })
  const guest = await visit({ device: 'phone' })
  const { page, tap } = guest
  const day = (days: number) => addDays(site.clock.today(), days)
  await guest.go('/')
  await tap(page.getByLabel('人数'))
  await page.getByLabel('人数').selectOption('2')
  await tap(page.getByRole('button', { name: '搜索', exact: true }))
  await page.getByRole('heading', { level: 1, name: '全部房源' }).waitFor()
  await tap(page.getByRole('link', { name: title, exact: true }))
  const calendar = page.getByRole('region', { name: '空闲日期' })
  await tap(dayButton(calendar, day(3)))
  await tap(dayButton(calendar, day(5)))
  await tap(page.getByRole('link', { name: '预订', exact: true }).filter({ visible: true }))
  expect(await page.getByLabel('人数').inputValue()).toBe('2')
  await tap(page.getByRole('button', { name: '提交订单' }))
  await tap(page.getByRole('dialog').getByRole('button', { name: '注册', exact: true }))
  await register(guest, { mobile: '13644440001', password: 'a long enough one' })
  await giveName(guest, '小满')
  await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()

  const owner = await visit({ as: host })
  await owner.go('/host/orders')
  await owner.page.getByText('小满 想预订').waitFor()
  await owner.page.getByText(/2 晚 · 2 人/).waitFor()
  const { data } = await host.get('/user/orders?role=landlord')
  const { order_id } = data.orders[0]
  expect(data.orders[0]).toMatchObject({ guest_name: '小满', guests: 2 })
  // Whoever sees the order has read what was told of it.
  expect((await host.get('/notices')).data.unread).toBe(1)
  await owner.go(`/orders/${order_id}`)
  await expect.poll(async () => (await host.get('/notices')).data.unread).toBe(0)
  await host.put(`/orders/${order_id}/status`, { action: 'accept' })
  await pay(guest)
  expect(guest.taps()).toBeLessThanOrEqual(TAPS_MAX)
})

test('an order that is submitted without a network waits, can be withdrawn, and goes out later', async ({
  site,
  visit,
}) => {
  const { house_id } = await letHouse(site, '断网也不慌的房子')
  const member = await joinGuest(site)
  const guest = await visit({ device: 'phone', as: member })
  const { page, tap, context } = guest
  const day = addDays(site.clock.today(), 3)
  await guest.go(`/houses/${house_id}/book?sd=${day}&ed=${day}`)
  const submit = page.getByRole('button', { name: '提交订单' })
  await expect.poll(() => submit.isEnabled()).toBe(true)
  await context.setOffline(true)
  await tap(submit)
  await page.getByText('订单还没有提交').waitFor()
  await tap(page.getByRole('button', { name: '撤回' }))
  await submit.waitFor()
  await context.setOffline(false)
  expect((await member.get('/user/orders')).data.orders).toEqual([])
  await context.setOffline(true)
  await tap(submit)
  await page.getByText('订单还没有提交').waitFor()
  await context.setOffline(false)
  await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()
  expect((await member.get('/user/orders')).data.orders).toHaveLength(1)
})
