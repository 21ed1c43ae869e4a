import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { weekdayOf } from '../rules/house-rules.ts'
import { addDays } from '../rules/night-date.ts'
import { icalOf, openFeedServer } from '../test/harness/feed-server.ts'
import { type Member, openSite, type Site } from '../test/harness/site.ts'
import { expectAccessible } from './harness/accessible.ts'
import { letHouse } from './harness/hosts.ts'
import { test as base } from './harness/test.ts'

/** Calendars of other sites are read from this machine too. */
// biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what is needed
const test = base.extend('site', { scope: 'file' }, async ({}, { onCleanup }) => {
  const site = await openSite({ feeds: { every_minutes: 20, allowed: ['127.0.0.1'] } })
  site.keepWorking()
  onCleanup(() => site.close())
  return site
})

/** The month after the present one, all of which is to come: its n-th day. */
function monthAhead(site: Site) {
  const month = addDays(`${site.clock.today().slice(0, 7)}-28`, 4).slice(0, 7)
  return { month, day: (date: number) => `${month}-${String(date).padStart(2, '0')}` }
}

const cell = (page: Page, day: string) => page.locator(`[data-day="${day}"]`)

async function drag(page: Page, from: string, to: string): Promise<void> {
  await cell(page, from).scrollIntoViewIfNeeded()
  const middle = async (day: string) => {
    const box = await cell(page, day).boundingBox()
    if (!box) throw new Error(`${day} is not to be seen`)
    return [box.x + box.width / 2, box.y + 8] as const
  }
  await page.mouse.move(...(await middle(from)))
  await page.mouse.down()
  await page.mouse.move(...(await middle(to)), { steps: 4 })
  await page.mouse.up()
}

/** A finger that goes across: down the page it would scroll. */
async function swipe(page: Page, from: string, to: string): Promise<void> {
  await cell(page, from).scrollIntoViewIfNeeded()
  const [first, last] = [await cell(page, from).boundingBox(), await cell(page, to).boundingBox()]
  if (!first || !last) throw new Error(`${from} and ${to} are not to be seen`)
  const finger = await page.context().newCDPSession(page)
  const y = first.y + 10
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number }[]) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(({ x }) => ({ x, y })),
    })
  const [start, end] = [first.x + 20, last.x + 20]
  await touch('touchStart', { x: start })
  for (const part of [0.3, 0.6, 1]) await touch('touchMove', { x: start + (end - start) * part })
  await touch('touchEnd')
}

async function place(guest: Member, house_id: number, start_date: string, end_date: string) {
  const { data } = await guest.post('/orders', { house_id, start_date, end_date })
  return data.order_id as number
}

test('at a desk days are dragged or walked over, changed in one go, and changed back', async ({
  site,
  visit,
}) => {
  const { host, house_id } = await letHouse(site, '日历上的房子')
  const { month, day } = monthAhead(site)
  const guest = await site.join('十号的客人')
  const { page, go, tap } = await visit({ as: host })
  const shown = async (date: number) => {
    const days = `from=${day(date)}&to=${day(date)}`
    return (await host.get(`/user/houses/${house_id}/calendar?${days}`)).data.days[0]
  }
  const panel = page.getByRole('region', { name: '选中的日期' })
  const save = () => tap(panel.getByRole('button', { name: '保存' }))

  await go(`/host/calendar?house=${house_id}&month=${month}`)
  await drag(page, day(3), day(5))
  await panel.getByRole('heading', { name: /3 晚$/ }).waitFor()
  // What a guest would pay stands there, and how it comes about is a tap away.
  await tap(panel.getByText('房客现在预订要付'))
  await panel.getByText('¥600').first().waitFor()
  await tap(panel.getByText('关闭', { exact: true }))
  await panel.getByLabel('备注').fill('家里来人')
  await panel.getByLabel('每晚价格（元）').fill('0')
  await save()
  await panel.getByText(/价格为 ¥0.01 至/).waitFor()
  await panel.getByLabel('每晚价格（元）').fill('350')
  await expectAccessible(page)
  await save()
  await cell(page, day(4))
    .and(page.getByLabel(/已关闭，家里来人/))
    .waitFor()
  expect(await shown(4)).toMatchObject({ state: 'closed', note: '家里来人', price: 35_000 })
  await tap(page.getByRole('button', { name: '撤销' }))
  await cell(page, day(4))
    .and(page.getByLabel(/可预订，¥200/))
    .waitFor()
  expect(await shown(4)).toMatchObject({ state: 'free', price: 20_000 })

  // A booking appears by itself; by keyboard its days are chosen, and named where they cannot close.
  await place(guest, house_id, day(10), day(11))
  await page
    .getByRole('grid')
    .getByRole('link', { name: /^十号的客人/ })
    .first()
    .waitFor()
  await cell(page, day(9)).focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  const heading = panel.getByRole('heading', { name: /4 晚$/ })
  await heading.and(page.locator(':focus')).waitFor()
  await tap(panel.getByText('关闭', { exact: true }))
  await save()
  const held = panel.getByRole('alert')
  await held.getByRole('link', { name: '十号的客人' }).waitFor()
  await tap(held.getByRole('button', { name: '只关闭空闲的日期' }))
  await cell(page, day(12))
    .and(page.getByLabel(/已关闭/))
    .waitFor()
  const states = await Promise.all([9, 10, 11, 12].map(async (date) => (await shown(date)).state))
  expect(states).toEqual(['closed', 'held', 'held', 'closed'])
  // The focus is back where it was chosen.
  await cell(page, day(12)).and(page.locator(':focus')).waitFor()
  // Another month has a place for the tabulator too.
  await page.keyboard.press('PageDown')
  await page.locator('[data-day]:focus').waitFor()
  await tap(page.getByRole('button', { name: '下个月' }))
  await page.locator('[data-day$="-01"][tabindex="0"]').waitFor()
})

test('on a phone days are tapped, seasons set, houses and years looked over', async ({
  site,
  visit,
}) => {
  const { host, house_id } = await letHouse(site, '手机上的房子')
  const area_id = (await host.get('/areas')).data[0].aid
  const { month, day } = monthAhead(site)
  const { page, go, tap } = await visit({ device: 'phone', as: host })
  await go(`/host/calendar?house=${house_id}&month=${month}`)
  await tap(cell(page, day(14)))
  await page.getByText('再点最后一天可选一段').waitFor()
  await tap(cell(page, day(16)))
  const sheet = page.getByRole('dialog', { name: /3 晚$/ })
  await sheet.getByLabel('最少几晚').fill('2')
  await expectAccessible(page)
  await tap(sheet.getByRole('button', { name: '保存' }))
  await cell(page, day(15))
    .and(page.getByLabel(/至少 2 晚/))
    .waitFor()

  const monday = [7, 8, 9, 10, 11, 12, 13].find((date) => weekdayOf(day(date)) === 1) ?? 7
  await swipe(page, day(monday), day(monday + 3))
  await page.getByRole('dialog', { name: /4 晚$/ }).waitFor()
  await page.keyboard.press('Escape')

  await tap(page.getByRole('button', { name: '价格与入住规则' }))
  const rules = page.getByRole('dialog', { name: '价格与入住规则' })
  await tap(rules.getByRole('button', { name: '添加时段' }))
  await tap(rules.getByRole('button', { name: '保存' }))
  await rules.getByText('请填写名称').waitFor()
  await expectAccessible(page)
  await rules.getByLabel('名称').fill('暑假')
  await rules.getByLabel('第一晚').fill(day(20))
  await rules.getByLabel('最后一晚').fill(day(22))
  await rules.getByLabel('每晚价格（元）').first().fill('880')
  await tap(rules.getByRole('button', { name: '保存' }))
  await cell(page, day(21))
    .and(page.getByLabel(/¥880.*暑假/))
    .waitFor()

  await tap(page.getByRole('button', { name: '列表' }))
  await page.getByRole('button', { name: /暑假 · ¥880/ }).waitFor()
  await expectAccessible(page)
  await tap(page.getByRole('button', { name: '年', exact: true }))
  await page
    .getByRole('link', { name: /已订 0 晚/ })
    .first()
    .waitFor()
  await expectAccessible(page)

  const title = '手机上的第二处'
  const form = { price: '300', address: '鼓楼东大街 2 号', room_count: 1, acreage: 30 }
  const more = { unit: '一室', capacity: 2, beds: '双人床 1 张', deposit: '0', min_days: 1 }
  await host.post('/houses/info', { ...form, ...more, max_days: 0, facility: [1], title, area_id })
  await go(`/host/calendar?house=all&month=${month}`)
  const row = page.getByRole('row').filter({ hasText: title })
  await tap(row.locator(`[data-day="${day(2)}"]`))
  await page.getByText('再点最后一天可选一段').waitFor()
  await expectAccessible(page)
})

test('a calendar of another site that cannot be read, and one that contradicts a stay', async ({
  site,
  visit,
}) => {
  const other = await openFeedServer()
  try {
    const { host, house_id } = await letHouse(site, '也在别处出租')
    const { month, day } = monthAhead(site)
    const guest = await site.join('被别处占了')
    await place(guest, house_id, day(10), day(11))
    const { page, go, tap } = await visit({ as: host })
    await go(`/host/calendar?house=${house_id}&month=${month}`)
    const add = async (name: string, path: string) => {
      await page.getByLabel('名称').fill(name)
      await page.getByLabel('日历地址').fill(`${other.origin}${path}`)
      await tap(page.getByRole('button', { name: '导入' }))
    }
    other.say('<html>')
    await add('途家', '/a.ics')
    await page.getByText(/该地址不是日历/).waitFor()
    other.say(icalOf({ uid: 'a', first: day(11), last: day(13), summary: 'Reserved' }))
    await tap(page.getByRole('button', { name: '立即读取 途家' }))
    await page.getByText('1 个订单与它冲突').waitFor()
    await page.getByRole('link', { name: '被别处占了', exact: true }).waitFor()
    const bar = page
      .getByRole('grid')
      .getByRole('link', { name: /与 途家 冲突$/ })
      .first()
    await bar.waitFor()
    await cell(page, day(13))
      .and(page.getByLabel(/其他网站已占用，途家/))
      .waitFor()
    await bar.hover()
    await expectAccessible(page)
  } finally {
    await other.close()
  }
})
