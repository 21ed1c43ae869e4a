import { expect } from 'vitest'
import { expectAccessible } from './harness/accessible.ts'
import { joinGuest, letHouse } from './harness/hosts.ts'
import { test } from './harness/test.ts'

test('a guest on a phone asks a host at a desk, who answers at once; nothing typed is lost', async ({
  site,
  visit,
}) => {
  const { host, house_id, title } = await letHouse(site, '可以问的房子')
  const guest = await joinGuest(site)
  const [asking, answering] = [
    await visit({ device: 'phone', as: guest }),
    await visit({ device: 'desk', language: 'en', theme: 'dark', as: host }),
  ]
  const { page } = asking
  await answering.go('/messages')
  await answering.page.getByText('No messages yet').waitFor()

  await asking.go(`/houses/${house_id}`)
  await asking.tap(page.getByRole('link', { name: '联系房东' }))
  const box = page.getByRole('textbox', { name: '写消息' })
  await box.fill('可以停车吗？电话 138 0013 8000')
  await page.getByText('付款前，其中的电话').waitFor()
  // What was typed outlives the page.
  await page.reload()
  expect(await box.inputValue()).toBe('可以停车吗？电话 138 0013 8000')
  await asking.tap(page.getByRole('button', { name: '发送' }))
  const log = page.getByRole('log')
  await log.getByText('可以停车吗？电话 ＊＊＊').waitFor()
  await log.getByText('付款前，电话、邮箱').waitFor()

  const desk = answering.page
  await desk.getByRole('link', { name: 'Messages, 1 unread' }).waitFor()
  await answering.tap(desk.getByRole('link').filter({ hasText: title }))
  await desk.getByRole('log').getByText('可以停车吗？').waitFor()
  const answer = desk.getByRole('textbox', { name: 'Write a message' })
  await answer.fill('可以，')
  await answer.press('Shift+Enter')
  await answer.pressSequentially('门口就有车位')
  await answer.press('Enter')
  await log.getByText('门口就有车位').waitFor()
  await log.getByText('已读').waitFor({ timeout: 30_000 })
  await desk.getByRole('link', { name: 'Messages', exact: true }).waitFor()
  await expectAccessible(desk)

  // Without a network a message says that it did not arrive, and goes out when it is sent again.
  await asking.context.setOffline(true)
  await box.fill('太好了')
  await asking.tap(page.getByRole('button', { name: '发送' }))
  await log.getByRole('alert').filter({ hasText: '没有送达' }).waitFor()
  await expectAccessible(page)
  await asking.context.setOffline(false)
  await asking.tap(log.getByRole('button', { name: '重新发送' }))
  await desk.getByRole('log').getByText('太好了').waitFor()
  expect(await desk.getByRole('log').getByText('太好了').count()).toBe(1)
})
