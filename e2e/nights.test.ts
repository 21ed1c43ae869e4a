import { expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { joinGuest, letHouse } from './harness/hosts.ts'
import { dayButton } from './harness/steps.ts'
import { test } from './harness/test.ts'

test('a stay is chosen from check-in to check-out, which may be a day that others check in on', async ({
  site,
  visit,
}) => {
  const { host, house_id } = await letHouse(site, '按晚数的房子', { price: '200' })
  const day = (days: number) => addDays(site.clock.today(), days)
  const other = await joinGuest(site)
  await other.post('/orders', { house_id, start_date: day(4), end_date: day(5) })
  const member = await site.join('数着晚上的客人')
  const guest = await visit({ device: 'phone', as: member })
  const { page, tap } = guest
  await guest.go(`/houses/${house_id}`)
  const calendar = page.getByRole('region', { name: '空闲日期' })
  const told = calendar.getByRole('status').last()
  await expect.poll(() => dayButton(calendar, day(4)).isDisabled()).toBe(true)
  expect(await told.innerText()).toBe('请选择入住日期')
  await tap(dayButton(calendar, day(2)))
  await expect.poll(() => told.innerText()).toMatch(/日入住，请选择离店日期$/)
  // One may leave on that day, and not a day later.
  expect(await dayButton(calendar, day(5)).isDisabled()).toBe(true)
  await tap(dayButton(calendar, day(4)))
  await expect.poll(() => told.innerText()).toMatch(/日入住，.*日离店，共 2 晚$/)
  expect(new URL(page.url()).search).toBe(`?sd=${day(2)}&ed=${day(3)}`)
  const bar = page.getByText('¥400', { exact: true }).filter({ visible: true })
  await bar.first().waitFor()
  await tap(page.getByRole('link', { name: '预订', exact: true }).filter({ visible: true }))
  await page.getByText('¥200 × 2 晚').waitFor()
  await tap(page.getByRole('button', { name: '提交订单' }))
  await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()
  const facts = page.locator('dl').filter({ hasText: '离店', visible: true })
  const { data } = await member.get('/user/orders')
  expect(data.orders[0]).toMatchObject({ end_date: day(3), check_out: day(4), amount: 40_000 })
  await facts
    .getByText(`${Number(day(4).slice(8))}日`)
    .last()
    .waitFor()
  const owner = await visit({ as: host })
  await owner.go('/host/orders')
  await owner.page
    .getByText(/日 – .*日 · 2 晚 · 1 人$/)
    .first()
    .waitFor()
})
