import { expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { letHouse } from './harness/hosts.ts'
import { test } from './harness/test.ts'

test('a host sets fees and terms; a guest sees what comes back, changes the stay, and has a receipt', async ({
  site,
  visit,
}) => {
  const { host, house_id } = await letHouse(site, '说得清楚的房子')
  const day = (days: number) => addDays(site.clock.today(), days)

  const letting = await visit({ as: host, device: 'desk' })
  await letting.go(`/host/calendar?house=${house_id}`)
  await letting.tap(letting.page.getByRole('button', { name: '费用与约定' }))
  const form = letting.page.getByRole('dialog', { name: '费用与约定' })
  await form.getByLabel('清洁费（元，每次入住）').fill('80')
  await form.getByLabel('预订方式').selectOption('instant')
  await form.getByLabel('取消政策').selectOption('custom')
  await form.getByLabel('入住前几天及以前').fill('8')
  await form.getByLabel('退房费的百分比').fill('50')
  await letting.tap(form.getByRole('button', { name: '保存' }))
  await letting.page.getByText('已保存').waitFor()

  const guest = await site.join('看得明白的房客')
  const { page, go, tap } = await visit({ as: guest })
  await go(`/houses/${house_id}/book?sd=${day(20)}&ed=${day(21)}`)
  await page.getByRole('heading', { name: '取消政策' }).waitFor()
  // Two nights of ¥200 and ¥80 for cleaning, of which half of the nights is kept.
  await page.getByText('退 ¥280').waitFor()
  await page.getByText('无需房东接单').waitFor()
  await tap(page.getByRole('button', { name: '提交订单' }).last())
  await page.waitForURL(/\/orders\/\d+$/)
  const order_id = Number(page.url().split('/').at(-1))
  await tap(page.getByRole('button', { name: /支付/ }).first())
  await page.waitForURL(/cashier/)
  await tap(page.getByRole('button', { name: /支付/ }).first())
  await page.waitForURL(/payments\/return/)
  await go(`/orders/${order_id}`)

  await tap(page.getByRole('button', { name: '提议变更' }))
  const dialog = page.getByRole('dialog', { name: '提议变更' })
  await dialog.getByLabel('离店').fill(day(21))
  await tap(dialog.getByRole('button', { name: '发出提议' }))
  await page.getByText('将退还 ¥200').waitFor()

  await letting.go(`/orders/${order_id}`)
  await letting.tap(letting.page.getByRole('button', { name: '同意', exact: true }))
  await letting.page.getByText('订单变更，开始退还差额 ¥200').waitFor()
  await letting.tap(letting.page.getByRole('button', { name: '退还' }))
  const giving = letting.page.getByRole('dialog', { name: '退还' })
  await giving.getByLabel('金额（元）').fill('10')
  await giving.getByRole('textbox').last().fill('热水器坏了')
  await letting.tap(giving.getByRole('button', { name: '退还' }))
  await letting.page.getByText('退还 ¥10').first().waitFor()

  await go(`/orders/${order_id}`)
  await tap(page.getByRole('button', { name: '取消订单' }))
  const cancel = page.getByRole('dialog')
  await cancel.getByText('此刻取消退还 ¥170').waitFor()
  await tap(cancel.getByRole('button', { name: '确认取消' }))
  await page.getByText(/退款 ¥380 (正在|已)原路退回/).waitFor()
  await tap(page.getByRole('link', { name: '收据' }))
  await page.getByText('实付').waitFor()
  const { data } = await guest.get(`/orders/${order_id}/receipt`)
  expect(data.receipt).toMatchObject({ amount: 28_000, balance: 10_000 })
})
