import { expect } from 'vitest'
import { expectAccessible } from './harness/accessible.ts'
import { readCode } from './harness/steps.ts'
import { test } from './harness/test.ts'

test('somebody logs in by SMS, adds a passkey, enters with it, and takes a copy of their data', async ({
  site,
  visit,
}) => {
  const { person } = await site.join('钥匙的主人')
  const origin = site.origin.replace('127.0.0.1', 'localhost')
  const visitor = await visit({ device: 'phone', origin })
  const { page, context, tap, go } = visitor
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })

  await go('/login?next=/account/security')
  await tap(page.getByText('短信登录'))
  await page.getByLabel('手机号').fill(person.mobile)
  const picture = page.getByRole('button', { name: '图片验证码' }).locator('img')
  const image_code_id = (await picture.getAttribute('src'))?.split('/').at(-1) ?? ''
  await page.getByLabel('图片验证码', { exact: true }).fill(await readCode(visitor, image_code_id))
  await tap(page.getByRole('button', { name: '获取验证码' }))
  await page.getByText('验证码已发出').waitFor()
  await expectAccessible(page)
  await page.getByLabel('短信验证码').fill(await readCode(visitor, person.mobile))
  await tap(page.getByRole('button', { name: '登录', exact: true }))

  await page.getByRole('heading', { level: 1, name: '登录与安全' }).waitFor()
  await page.getByLabel('密钥名称').fill('测试手机')
  await tap(page.getByRole('button', { name: '添加密钥' }))
  await page.getByRole('button', { name: '移除 测试手机' }).waitFor()
  await page.getByText('当前设备').waitFor()
  await expectAccessible(page)

  await context.clearCookies()
  await go('/login?next=/account/privacy')
  await tap(page.getByRole('button', { name: '使用通行密钥' }))
  await page.getByRole('heading', { level: 1, name: '隐私与数据' }).waitFor()
  await tap(page.getByRole('button', { name: '开始导出' }))
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^ihome-\d{4}-\d{2}-\d{2}\.zip$/)
  await tap(page.getByRole('button', { name: '注销账号' }))
  await expectAccessible(page)
  await tap(page.getByRole('dialog').getByRole('button', { name: '注销账号' }))
  await page.getByText('在此之前登录即可撤销').waitFor()
})
