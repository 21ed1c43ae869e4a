import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { letHouse } from './harness/hosts.ts'
import { dayButton, giveName, register } from './harness/steps.ts'
import { tell } from './harness/story.ts'
import { test } from './harness/test.ts'

/** The browser's own Back, as a thumb at the edge of a phone does it. */
async function backCloses(page: Page, address: string): Promise<void> {
  await page.getByRole('dialog').waitFor()
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(page.url()).toBe(address)
}

describe('what stands over a page', () => {
  test('is closed by Back, and the page stays', async ({ site, visit }) => {
    const { guest, house_id, orders } = await tell(site)
    const { page, go, tap } = await visit({ device: 'phone', as: guest })
    await go(`/houses/${house_id}`)
    const house = page.url()
    await tap(page.getByRole('button', { name: /^放大第 1 张图片/ }).first())
    await backCloses(page, house)
    await tap(page.getByRole('button', { name: '选择日期' }).filter({ visible: true }).first())
    await backCloses(page, house)

    await go(`/orders/${orders.comment}`)
    const order = page.url()
    await tap(page.getByRole('button', { name: '写评价' }))
    await page.getByLabel('您的评价').fill('院子安静')
    await backCloses(page, order)
    await tap(page.getByRole('button', { name: '写评价' }))
    expect(await page.getByLabel('您的评价').inputValue()).toBe('院子安静')
    // Closed by its own button it leaves no step behind.
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.goBack()
    await expect.poll(() => page.url()).toBe(house)
  })

  test('keeps the filters chosen in it, and leaves one step for the search', async ({ visit }) => {
    const { page, go, tap } = await visit({ device: 'phone' })
    await go('/')
    const home = page.url()
    await go('/search')
    const everywhere = page.url()
    const sheet = page.getByRole('dialog')
    await tap(page.getByRole('button', { name: '筛选' }))
    await tap(sheet.getByRole('button', { name: '3 人以上' }))
    await backCloses(page, everywhere)
    await tap(page.getByRole('button', { name: '筛选' }))
    await sheet.getByRole('button', { name: '3 人以上', pressed: true }).waitFor()
    await tap(sheet.getByRole('button', { name: /^查看/ }))
    await expect.poll(() => new URL(page.url()).search).toBe('?capacity=3')
    await sheet.waitFor({ state: 'detached' })
    await page.goBack()
    await expect.poll(() => page.url()).toBe(everywhere)
    await page.goBack()
    await expect.poll(() => page.url()).toBe(home)
  })

  test('is gone after a reload, without a step that leads nowhere', async ({ site, visit }) => {
    const { house_id } = await letHouse(site, '看着图刷新的房子')
    const { page, go, tap } = await visit({ device: 'phone' })
    await go('/search')
    await go(`/houses/${house_id}`)
    await tap(page.getByRole('button', { name: /^放大第 1 张图片/ }).first())
    await page.getByRole('dialog').waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.goBack()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/search')
  })
})

test.for(['phone', 'desk'] as const)(
  'who has no session yet signs up over the booking on a %s, and the order is placed',
  async (device, { site, visit }) => {
    const { house_id, title } = await letHouse(site, `先看后注册的房子 ${device}`)
    const guest = await visit({ device })
    const { page, tap } = guest
    const day = addDays(site.clock.today(), device === 'phone' ? 3 : 6)
    await guest.go(`/houses/${house_id}`)
    const calendar = page.getByRole('region', { name: '空闲日期' })
    await tap(dayButton(calendar, day))
    await tap(dayButton(calendar, addDays(day, 1)))
    await tap(page.getByRole('link', { name: '预订', exact: true }).filter({ visible: true }))
    await tap(page.getByRole('button', { name: '提交订单' }))
    const sheet = page.getByRole('dialog')
    await tap(sheet.getByRole('button', { name: '注册', exact: true }))
    const mobile = device === 'phone' ? '13655550001' : '13655550002'
    await register(guest, { mobile, password: 'a long enough one' })
    await giveName(guest, `新来的客人 ${device}`)
    await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()
    await page.getByRole('link', { name: title }).first().waitFor()
    expect(await sheet.count()).toBe(0)
    await page.goBack()
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/houses/${house_id}`)
  },
)

test('a login that was asked for and sent away leaves the page as it was', async ({
  site,
  visit,
}) => {
  const { house_id } = await letHouse(site, '弹窗不挡路的房子')
  const guest = await visit({ device: 'phone' })
  const { page, tap } = guest
  const day = addDays(site.clock.today(), 2)
  await guest.go(`/houses/${house_id}/book?sd=${day}&ed=${day}`)
  await tap(page.getByRole('button', { name: '提交订单' }))
  await page.getByRole('dialog').waitFor()
  await page.evaluate(() => history.back())
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(new URL(page.url()).pathname).toBe(`/houses/${house_id}/book`)
  await tap(page.getByRole('link', { name: '返回房屋' }))
  await page.getByRole('heading', { level: 1, name: '弹窗不挡路的房子' }).waitFor()
})
