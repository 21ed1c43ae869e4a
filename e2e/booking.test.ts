import { describe, expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { PASSWORD } from '../test/harness/people.ts'
import { expectAccessible } from './harness/accessible.ts'
import { joinGuest, letHouse } from './harness/hosts.ts'
import { dayButton, pay } from './harness/steps.ts'
import { test } from './harness/test.ts'

/** What a guest may need from the first page to a paid order, typing apart. */
const TAPS_MAX = 8

describe('a guest who is logged in', () => {
  test('goes from the first page to a paid stay in few taps', async ({ site, visit }) => {
    const { host, title } = await letHouse(site, '少走几步的房子')
    const member = await joinGuest(site)
    const guest = await visit({ device: 'phone', as: member })
    const { page, tap } = guest
    await guest.go('/')
    await tap(page.getByRole('link', { name: title, exact: true }))
    const calendar = page.getByRole('region', { name: '空闲日期' })
    await tap(dayButton(calendar, addDays(site.clock.today(), 4)))
    await tap(dayButton(calendar, addDays(site.clock.today(), 6)))
    await tap(page.getByRole('link', { name: '预订', exact: true }).filter({ visible: true }))
    await tap(page.getByRole('button', { name: '提交订单' }))
    await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()
    const { data } = await host.get('/user/orders?role=landlord')
    await host.put(`/orders/${data.orders[0].order_id}/status`, { action: 'accept' })
    await pay(guest)
    expect(guest.taps()).toBeLessThanOrEqual(TAPS_MAX)
  })

  test('reads what holds for the days at hand before ordering', async ({ site, visit }) => {
    const { house_id } = await letHouse(site, '说到做到的房子')
    const { page, go } = await visit({ as: await joinGuest(site) })
    const read = async (from: number, to = from) => {
      const [sd, ed] = [addDays(site.clock.today(), from), addDays(site.clock.today(), to)]
      await go(`/houses/${house_id}/book?sd=${sd}&ed=${ed}`)
      return page.getByRole('region', { name: '接下来会怎样' }).innerText()
    }
    const today = await read(0)
    expect(today).toContain('房东在今天结束前接单')
    expect(today).toContain('分钟内付款，不晚于今天结束')
    expect(today).toContain('付款后不能再取消')
    const tomorrow = await read(1, 2)
    expect(tomorrow).toContain('房东在入住首日开始前接单')
    expect(tomorrow).toContain('计划有变？退多少，上面写得清楚')
    expect(await read(5, 6)).toContain('房东在 24 小时内接单')
  })

  test('chooses the days by keyboard alone', async ({ site, visit }) => {
    const { house_id } = await letHouse(site, '键盘也能订的房子')
    const guest = await visit({ as: await joinGuest(site) })
    const { page } = guest
    await guest.go(`/houses/${house_id}`)
    await page
      .getByRole('button', { name: '日期 选择日期' })
      .filter({ visible: true })
      .press('Enter')
    const calendar = page.getByRole('dialog')
    const today = site.clock.today()
    // The calendar has taken the focus; arrows walk over days and weeks.
    await dayButton(calendar, today).and(page.locator(':focus')).waitFor()
    for (const key of ['ArrowDown', 'ArrowRight', 'Enter', 'ArrowRight', 'ArrowRight', 'Enter'])
      await page.keyboard.press(key)
    await calendar.getByText(/离店，共 2 晚$/).waitFor()
    await calendar.getByRole('button', { name: '完成' }).press('Enter')
    await expect
      .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
      .toEqual({ sd: addDays(today, 8), ed: addDays(today, 9) })
    // Who chose with the keyboard goes on from where they were.
    await page
      .getByRole('link', { name: '预订', exact: true })
      .filter({ visible: true })
      .press('Enter')
    await page.getByRole('heading', { level: 1, name: '确认预订' }).waitFor()
  })

  test('presses twice, and it is ordered and paid once', async ({ site, visit }) => {
    const { host, house_id } = await letHouse(site, '手快也不怕的房子')
    const member = await joinGuest(site)
    const guest = await visit({ as: member })
    const { page } = guest
    const day = addDays(site.clock.today(), 3)
    await guest.go(`/houses/${house_id}/book?sd=${day}&ed=${day}`)
    await page.getByRole('button', { name: '提交订单' }).dblclick()
    await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()
    const { data } = await member.get('/user/orders')
    expect(data.orders).toHaveLength(1)
    const { order_id } = data.orders[0]
    await host.put(`/orders/${order_id}/status`, { action: 'accept' })
    await page.getByRole('button', { name: /^支付 / }).dblclick()
    await page.waitForURL(/\/sandbox\/cashier/)
    await page.getByRole('button', { name: '确认支付' }).dblclick()
    await page.getByRole('heading', { level: 1, name: '支付成功' }).waitFor()
    // Back at the cashier there is nothing left to pay.
    await page.goBack()
    await page.getByText('无需重复付款').waitFor()
    const payments = await site.database.kysely
      .selectFrom('payments')
      .select('status')
      .where('order_id', '=', order_id)
      .execute()
    expect(payments).toEqual([{ status: 'paid' }])
  })

  test('logs in over the page when the session has ended, and the order is placed once', async ({
    site,
    visit,
  }) => {
    const { house_id } = await letHouse(site, '不怕过期的房子')
    const member = await joinGuest(site)
    const guest = await visit({ device: 'phone', as: member })
    const { page, tap, context } = guest
    const day = addDays(site.clock.today(), 5)
    await guest.go(`/houses/${house_id}/book?sd=${day}&ed=${day}`)
    await page.getByRole('heading', { level: 1, name: '确认预订' }).waitFor()
    await context.clearCookies()
    await tap(page.getByRole('button', { name: '提交订单' }))
    const login = page.getByRole('dialog')
    await login.getByLabel('手机号').fill(member.person.mobile)
    await login.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await expectAccessible(page)
    await tap(login.getByRole('button', { name: '登录' }))
    await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()
    const { data } = await member.get('/user/orders')
    expect(data.orders).toHaveLength(1)
  })
})

test('of two who want the same days one is told kindly and takes the next free ones', async ({
  site,
  visit,
}) => {
  const { house_id } = await letHouse(site, '大家都想要的房子')
  const [first, last] = [addDays(site.clock.today(), 6), addDays(site.clock.today(), 7)]
  const rivals = await Promise.all(
    ['phone', 'desk'].map(async (device) =>
      visit({ device: device as 'phone' | 'desk', as: await joinGuest(site) }),
    ),
  )
  const pages = rivals.map(({ page }) => page)
  // Both press before either has an answer.
  const pressed = Promise.withResolvers<void>()
  let presses = 0
  for (const { page, go } of rivals) {
    await page.route('**/api/v1.0/orders', async (route) => {
      presses += 1
      if (presses === rivals.length) pressed.resolve()
      await pressed.promise
      await route.continue()
    })
    await go(`/houses/${house_id}/book?sd=${first}&ed=${last}`)
  }
  await Promise.all(
    rivals.map(({ page, tap }) => tap(page.getByRole('button', { name: '提交订单' }))),
  )
  const outcomes = await Promise.all(
    pages.map((page) =>
      Promise.race([
        page
          .getByRole('heading', { level: 1, name: '等待房东接单' })
          .waitFor()
          .then(() => 'won'),
        page
          .getByText('晚了一步')
          .waitFor()
          .then(() => 'lost'),
      ]),
    ),
  )
  expect(outcomes.toSorted()).toEqual(['lost', 'won'])

  const loser = rivals[outcomes.indexOf('lost')]
  if (!loser) return
  const { page, tap } = loser
  await expectAccessible(page)
  await tap(page.getByRole('alert').getByRole('button').first())
  await tap(page.getByRole('button', { name: '提交订单' }))
  await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()
  const { data } = await site
    .visitor()
    .get(`/houses/${house_id}/calendar?from=${first}&to=${addDays(first, 30)}`)
  expect(data.taken).toEqual([{ start_date: first, end_date: addDays(last, 2) }])
})

test('offers of other days are the same on both pages, and can be booked', async ({
  site,
  visit,
}) => {
  const { house_id } = await letHouse(site, '不收长住的房子', { max_days: 3 })
  const day = (days: number) => addDays(site.clock.today(), days)
  const other = await joinGuest(site)
  await other.post('/orders', { house_id, start_date: day(8), end_date: day(10) })
  const guest = await visit({ as: await joinGuest(site) })
  const { page } = guest
  const too_long = `?sd=${day(6)}&ed=${day(9)}`
  await guest.go(`/houses/${house_id}${too_long}`)
  await page.getByRole('alert').filter({ visible: true }).getByRole('button').click()
  const offered = `?sd=${day(11)}&ed=${day(13)}`
  await expect.poll(() => new URL(page.url()).search).toBe(offered)
  await guest.go(`/houses/${house_id}/book${too_long}`)
  await page.getByRole('alert').getByRole('button').first().click()
  await expect.poll(() => new URL(page.url()).search).toBe(offered)
  await page.getByRole('button', { name: '提交订单' }).click()
  await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()
})

test('an address whose days are no stay says so and offers the calendar', async ({
  site,
  visit,
}) => {
  const { house_id, title } = await letHouse(site, '谁都能写错的房子')
  const day = (days: number) => addDays(site.clock.today(), days)
  const { page, go, tap } = await visit({ device: 'phone', as: await joinGuest(site) })
  const wrong = '?sd=2027-02-30&ed=2027-03-03'
  const told = page.getByText('地址里的日期不是一次入住')
  await go(`/search${wrong}`)
  await told.waitFor()
  await page.getByRole('link', { name: title }).first().waitFor()
  await go(`/houses/${house_id}${wrong}`)
  await told.filter({ visible: true }).waitFor()
  await go(`/houses/${house_id}/book${wrong}`)
  await told.waitFor()
  const submit = page.getByRole('button', { name: '提交订单' })
  expect(await submit.isDisabled()).toBe(true)
  await tap(page.getByRole('alert').getByRole('button', { name: '选择日期' }))
  const calendar = page.getByRole('dialog')
  await tap(dayButton(calendar, day(1)))
  await tap(dayButton(calendar, day(3)))
  await tap(calendar.getByRole('button', { name: '完成' }))
  await expect
    .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
    .toEqual({ sd: day(1), ed: day(2) })
  await expect.poll(() => submit.isEnabled()).toBe(true)
})
