import { expect } from 'vitest'
import { orderIn } from '../test/harness/lettings.ts'
import { PASSWORD } from '../test/harness/people.ts'
import { expectAccessible } from './harness/accessible.ts'
import { joinGuest, letHouse } from './harness/hosts.ts'
import { test } from './harness/test.ts'

test('a visitor saves a home, logs in, sorts and shares; a stay is rated by both', async ({
  site,
  visit,
}) => {
  const title = '有星星的院子'
  const { host, house_id } = await letHouse(site, title)
  const guest = await joinGuest(site)

  const saver = await visit({ device: 'phone', theme: 'dark' })
  const { page, tap } = saver
  const heart = page.getByRole('button', { name: `收藏 ${title}` })
  await saver.go(`/search?q=${title}`)
  // Hearts come with the first move of somebody.
  await page.mouse.move(5, 5)
  await tap(heart)
  await page.getByText('已收藏在这个浏览器里').waitFor()
  await saver.go('/favourites')
  await page.getByRole('link', { name: title }).waitFor()
  await tap(page.getByRole('main').getByRole('link', { name: '登录' }))
  await page.getByLabel('手机号').fill(guest.person.mobile)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await tap(page.getByRole('main').getByRole('button', { name: '登录', exact: true }))
  await page.getByRole('button', { name: '收藏（1）' }).waitFor()
  await tap(page.getByRole('button', { name: '新建收藏夹' }))
  await page.getByLabel('名称').fill('春天去')
  await tap(page.getByRole('button', { name: '新建', exact: true }))
  await tap(page.getByRole('button', { name: '收藏（1）' }))
  await page.getByLabel('移到').selectOption('春天去')
  await tap(page.getByRole('button', { name: '春天去（1）' }))
  await page.getByRole('link', { name: title }).waitFor()
  await expectAccessible(page)
  await tap(page.getByRole('button', { name: '共享' }))
  await tap(page.getByRole('button', { name: '生成链接' }))
  const link = await page.getByLabel('共享链接').inputValue()

  const other = await visit({ language: 'en' })
  await other.go(new URL(link).pathname)
  await other.page.getByRole('link', { name: title }).waitFor()
  await expectAccessible(other.page)

  const order_id = await orderIn({ site, host, guest, house_id }, 'WAIT_COMMENT')
  const writer = await visit({ as: guest })
  await writer.go(`/orders/${order_id}`)
  await writer.tap(writer.page.getByRole('button', { name: '写评价' }))
  // By keyboard: into the stars, and along them.
  const stars = writer.page.getByRole('radiogroup', { name: '总体感受' })
  await stars.getByRole('radio', { name: '3 星' }).focus()
  await writer.page.keyboard.press('Space')
  await writer.page.keyboard.press('ArrowRight')
  await writer.page.getByRole('radiogroup', { name: '整洁' }).waitFor()
  expect(await stars.getByRole('radio', { name: '4 星' }).isChecked()).toBe(true)
  await expectAccessible(writer.page)
  await writer.page.getByLabel('您的评价').fill('院子真好看')
  await writer.tap(writer.page.getByRole('button', { name: '发布评价' }))
  await writer.page.getByRole('button', { name: '修改评价' }).waitFor()

  const owner = await visit({ as: host, device: 'phone' })
  await owner.go(`/orders/${order_id}`)
  await owner.tap(owner.page.getByRole('button', { name: '回复评价' }))
  await owner.page.getByLabel('您的回复').fill('欢迎再来')
  await owner.tap(owner.page.getByRole('button', { name: '发布回复' }))
  await owner.tap(owner.page.getByRole('button', { name: '给房客评分' }))
  await owner.page.getByRole('radio', { name: '5 星' }).check({ force: true })
  await owner.tap(owner.page.getByRole('button', { name: '保存评分' }))
  await owner.page.getByText('您给房客的评分').waitFor()

  await other.go(`/houses/${house_id}`)
  await other.page.getByText('Rated 4.0 of 5 by 1 guest').first().waitFor()
  await other.page.getByText('欢迎再来').waitFor()
  await other.tap(other.page.getByRole('button', { name: 'Report this review' }))
  await expectAccessible(other.page)
})
