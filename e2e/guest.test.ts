import { describe, expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { sweepOrders } from '../server/orders/sweep-orders.ts'
import { expectAccessible } from './harness/accessible.ts'
import { letHouse } from './harness/hosts.ts'
import { dayButton, giveName, pay, register } from './harness/steps.ts'
import { test } from './harness/test.ts'

describe.each(['phone', 'desk'] as const)('on a %s', (device) => {
  test('a newcomer registers, finds a house, books, pays, stays and comments', async ({
    site,
    visit,
  }) => {
    const title = `胡同里的小院 ${device}`
    const { host } = await letHouse(site, title, { price: '368' })
    const [first, last] = [addDays(site.clock.today(), 3), addDays(site.clock.today(), 5)]

    const guest = await visit({ device })
    const { page, tap } = guest
    await guest.go('/')
    await tap(
      page
        .getByRole('link', { name: '登录' })
        .or(page.getByRole('link', { name: '我的', exact: true }))
        .first(),
    )
    await tap(page.getByRole('link', { name: '注册' }))
    await page.getByRole('heading', { level: 1, name: '注册账号' }).waitFor()
    await register(guest, {
      mobile: device === 'phone' ? '13611112222' : '13611113333',
      password: 'a long enough one',
    })
    await page.getByText('注册成功').first().waitFor()

    await guest.go('/')
    await page.getByLabel('城区', { exact: true }).selectOption('东城区')
    await tap(page.getByRole('button', { name: '选择日期' }))
    const calendar = page.getByRole('dialog')
    await tap(dayButton(calendar, first))
    await tap(dayButton(calendar, last))
    await expectAccessible(page)
    await tap(calendar.getByRole('button', { name: '完成' }))
    await tap(page.getByRole('button', { name: '搜索' }))
    await page.getByText('共 2 晚 ¥736').first().waitFor()
    await tap(page.getByRole('link', { name: title }))

    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await tap(page.getByRole('link', { name: '预订', exact: true }).filter({ visible: true }))
    await page.getByRole('heading', { level: 1, name: '确认预订' }).waitFor()
    await tap(page.getByRole('button', { name: '提交订单' }))
    await giveName(guest, `院子里的客人 ${device}`)
    await page.getByRole('heading', { level: 1, name: '等待房东接单' }).waitFor()

    const owner = await visit({ as: host })
    await owner.go('/host/orders')
    await owner.tap(owner.page.getByRole('button', { name: '接单' }).first())
    // The guest's page hears of it by itself.
    await page.getByRole('heading', { level: 1, name: '房东已接单，请付款' }).waitFor()
    await pay(guest)
    await tap(page.getByRole('link', { name: '查看订单' }))
    await page.getByRole('heading', { level: 1, name: '已付款，期待入住' }).waitFor()

    site.clock.advance({ days: 7 })
    await sweepOrders(site.database.kysely, site.clock)
    await guest.setClock()
    await page.getByRole('heading', { level: 1, name: '入住结束，说说感受吧' }).waitFor()
    await tap(page.getByRole('button', { name: '写评价' }))
    const comment = '院子安静，房东热心。'
    await page.getByLabel('您的评价').fill(comment)
    await tap(page.getByRole('button', { name: '发布评价' }))
    await page.getByRole('heading', { level: 1, name: '订单已完成' }).waitFor()
    await tap(page.getByRole('link', { name: title }).first())
    await page.getByText(comment).waitFor()
    expect(await page.getByText(comment).count()).toBe(1)
  })
})
