import { expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { letHouse } from './harness/hosts.ts'
import { test } from './harness/test.ts'

test('a host sets prices, and a guest sees them before and after they change', async ({
  site,
  visit,
}) => {
  const { host, house_id, title } = await letHouse(site, '周末更贵的房子')
  const first = addDays(site.clock.today(), 20)
  const last = addDays(first, 6)

  const letting = await visit({ as: host })
  await letting.go(`/host/calendar?house=${house_id}`)
  await letting.tap(letting.page.getByRole('button', { name: '价格与入住规则' }))
  const form = letting.page.getByRole('dialog', { name: '价格与入住规则' })
  for (const weekday of ['周五', '周六'])
    await form.getByLabel(`${weekday} 每晚价格（元）`).fill('300')
  await form.getByLabel('住满 7 晚减免（%）').fill('10')
  await letting.tap(form.getByRole('button', { name: '保存' }))
  await letting.page.getByText('价格与入住规则已保存').waitFor()
  await letting.page.getByText('¥300').first().waitFor()

  const guest = await site.join('算得清的房客')
  const { page, go, tap } = await visit({ as: guest })
  // Seven days have one Friday and one Saturday.
  await go(`/search?sd=${first}&ed=${last}`)
  await page.getByText('¥1,440').first().waitFor()
  await go(`/houses/${house_id}/book?sd=${first}&ed=${last}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const summary = page.getByRole('complementary')
  await summary.getByText('¥200 × 5 晚').waitFor()
  await summary.getByText('¥300 × 2 晚').waitFor()
  await summary.getByText('−¥160').waitFor()
  await summary.getByText('¥1,440').first().waitFor()

  const { data } = await host.get(`/user/houses/${house_id}/rules`)
  await host.put(`/user/houses/${house_id}/rules`, { rules: { ...data.rules, week_percent: 0 } })
  await tap(summary.getByRole('button', { name: '提交订单' }))
  await page.getByText('价格有变，请确认新的价格').waitFor()
  await summary.getByText('¥1,600').first().waitFor()
  await tap(summary.getByRole('button', { name: '提交订单' }))
  await page.waitForURL(/\/orders\/\d+$/)
  await page.getByText('¥1,600').first().waitFor()
  const { data: placed } = await guest.get('/user/orders')
  expect(placed.orders[0]).toMatchObject({ title, amount: 160_000 })
})
