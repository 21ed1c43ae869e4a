import { describe, expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { expectAccessible } from './harness/accessible.ts'
import { joinGuest, joinHost, letHouse } from './harness/hosts.ts'
import { dayButton } from './harness/steps.ts'
import { test } from './harness/test.ts'

const scrollOf = () => Math.round(window.scrollY)

describe('going back, forward and reading anew', () => {
  test('keeps the search, its list and the place in it', async ({ site, visit }) => {
    const host = await joinHost(site, '有很多房子的房东')
    for (let index = 1; index <= 30; index += 1)
      await site.house(host.person.id, { title: `山里的第 ${index} 间` })
    const { page, go, tap } = await visit({ device: 'phone' })
    const [sd, ed] = [addDays(site.clock.today(), 1), addDays(site.clock.today(), 2)]
    await go(`/search?sd=${sd}&ed=${ed}&sk=price-inc`)
    // What the order goes by is not what each home costs for these days.
    await page.getByText('这几天的实际总价见每套房源').waitFor()
    const list = page.getByRole('main').getByRole('article')
    await list.nth(9).waitFor()
    // As far as there is more: the list grows as one comes to its end.
    for (let count = 0; count < 30; count = await list.count())
      await list.last().scrollIntoViewIfNeeded()
    const house = list.nth(20).getByRole('link')
    await house.scrollIntoViewIfNeeded()
    const [title, place] = [await house.innerText(), await page.evaluate(scrollOf)]
    expect(place).toBeGreaterThan(1_000)
    await tap(house)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    expect(await page.evaluate(scrollOf)).toBe(0)

    await page.goBack()
    await page.getByRole('link', { name: title }).waitFor()
    await expect.poll(() => page.evaluate(scrollOf)).toBe(place)
    expect(new URL(page.url()).search).toBe(`?sd=${sd}&ed=${ed}&sk=price-inc`)
    await page.goForward()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.goBack()
    await page.reload()
    await expect.poll(() => page.evaluate(scrollOf)).toBe(place)
  })

  test('keeps what was typed and chosen', async ({ site, visit }) => {
    const { house_id } = await letHouse(site, '刷新也不丢的房子')
    const { page, go } = await visit()
    await go('/register')
    await page.getByLabel('手机号').fill('13612345678')
    await page.reload()
    expect(await page.getByLabel('手机号').inputValue()).toBe('13612345678')

    const [sd, ed] = [addDays(site.clock.today(), 8), addDays(site.clock.today(), 9)]
    await go(`/houses/${house_id}?sd=${sd}&ed=${ed}`)
    const book = page.getByRole('link', { name: '预订', exact: true }).filter({ visible: true })
    await book.click()
    await page.getByRole('heading', { level: 1, name: '确认预订' }).waitFor()
    await page.reload()
    await page.getByText('2 晚').first().waitFor()
    await page.goBack()
    await book.waitFor()
    expect(new URL(page.url()).search).toBe(`?sd=${sd}&ed=${ed}`)
  })
})

test('a page tells that the network is gone, and that it is back', async ({ visit }) => {
  const { page, go, context } = await visit({ device: 'phone' })
  await go('/')
  const notice = page.getByText('网络已断开')
  expect(await notice.count()).toBe(0)
  await context.setOffline(true)
  await notice.waitFor()
  await context.setOffline(false)
  await notice.waitFor({ state: 'detached' })
})

test('without a network another page says so, and comes once there is one', async ({ visit }) => {
  const { page, go, tap, context } = await visit({ device: 'phone', worker: true })
  await go('/')
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state === 'activated') return
    await new Promise((done) => active?.addEventListener('statechange', done, { once: true }))
  })
  await context.setOffline(true)
  await go('/search')
  await page.getByRole('heading', { name: '没有网络' }).waitFor()
  await expectAccessible(page)
  await context.setOffline(false)
  await tap(page.getByRole('link', { name: /重试/ }))
  await page.getByRole('heading', { name: '全部房源' }).waitFor()
})

test('language and appearance are chosen once and stay', async ({ visit }) => {
  const { page, go, tap } = await visit()
  await go('/')
  await tap(page.getByRole('button', { name: '菜单' }))
  await tap(page.getByRole('menuitemradio', { name: 'English' }))
  await page.getByRole('button', { name: 'Menu' }).waitFor()
  await tap(page.getByRole('button', { name: 'Menu' }))
  await tap(page.getByRole('menuitemradio', { name: 'Dark' }))
  await go('/search')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const { lang, theme, dark } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    theme: document.documentElement.dataset['theme'],
    dark: getComputedStyle(document.documentElement).colorScheme,
  }))
  expect({ lang, theme, dark }).toEqual({ lang: 'en', theme: 'dark', dark: 'dark' })
  expect(await page.getByRole('main').innerText()).not.toMatch(/搜索|房源|日期/)
})

test('the days are those of the site, wherever its visitor is', async ({ site, visit }) => {
  const { house_id } = await letHouse(site, '时区不会弄错的房子')
  // There it is still the evening before.
  const { page, go } = await visit({ zone: 'America/Los_Angeles' })
  await go(`/houses/${house_id}`)
  const calendar = page.getByRole('region', { name: '空闲日期' })
  const today = site.clock.today()
  await dayButton(calendar, today).click()
  await dayButton(calendar, addDays(today, 2)).click()
  await expect.poll(() => new URL(page.url()).search).toBe(`?sd=${today}&ed=${addDays(today, 1)}`)
})

describe('what is not there', () => {
  test('is answered 404, with a way home', async ({ visit }) => {
    const { page, watch, go, tap } = await visit({ device: 'phone' })
    watch.announce(/^404 for GET \/no-such-page$/)
    await go('/no-such-page')
    await page.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor()
    await tap(page.getByRole('link', { name: '回到首页' }))
    await expect.poll(() => new URL(page.url()).pathname).toBe('/')
  })

  test('is said of a house, and of an order of somebody else', async ({ site, visit }) => {
    const { page, watch, go } = await visit({ as: await joinGuest(site) })
    watch.announce(/^404 for GET \/houses\/999999$/)
    await go('/houses/999999')
    await page.getByText('没有这处房源').first().waitFor()
    await go('/orders/999999')
    await page.getByText('没有这笔订单').first().waitFor()
  })
})

test.for([-13, 13])(
  'a device whose clock is %i hours off counts down and begins its days as the site does',
  async (hours, { site, visit }) => {
    const { host, house_id } = await letHouse(site, `钟不准也不怕的房子 ${hours}`)
    const guest = await joinGuest(site)
    const today = site.clock.today()
    const { data } = await guest.post('/orders', {
      house_id,
      start_date: addDays(today, 5),
      end_date: addDays(today, 5),
    })
    await host.put(`/orders/${data.order_id}/status`, { action: 'accept' })
    const { page, go } = await visit({ as: guest })
    await page.clock.setFixedTime(site.clock.now().getTime() + hours * 3_600_000)
    await go(`/orders/${data.order_id}`)
    await page.getByText(/^(30:00|29:\d\d)$/).waitFor()
    await go(`/houses/${house_id}`)
    const calendar = page.getByRole('region', { name: '空闲日期' })
    await dayButton(calendar, today).click()
    await dayButton(calendar, addDays(today, 2)).click()
    await expect.poll(() => new URL(page.url()).search).toBe(`?sd=${today}&ed=${addDays(today, 1)}`)
  },
)

test('a browser that asks for English is answered in English until Chinese is chosen', async ({
  visit,
}) => {
  const { page, context, go, tap } = await visit({ language: 'en' })
  await context.clearCookies()
  await go('/')
  await tap(page.getByRole('button', { name: 'Menu' }))
  await tap(page.getByRole('menuitemradio', { name: '中文' }))
  await page.getByRole('button', { name: '菜单' }).waitFor()
  await go('/search')
  await page.getByRole('heading', { level: 1, name: '全部房源' }).waitFor()
})
