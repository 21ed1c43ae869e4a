import { expect } from 'vitest'
import { readPaymentSettings } from '../server/payments/settings.ts'
import { createReader } from '../server/platform/settings/reader.ts'
import { openLetting, orderIn } from '../test/harness/lettings.ts'
import { callSigned } from '../test/harness/payments.ts'
import { openSite, type Site } from '../test/harness/site.ts'
import { startWechat } from '../test/harness/wechat-gateway.ts'
import { expectAccessible } from './harness/accessible.ts'
import { test as base } from './harness/test.ts'

/** A site where guests choose between WeChat and the sandbox. */
const test = base
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what is needed
  .extend('gateway', { scope: 'file' }, async ({}, { onCleanup }) => {
    const opened: { site?: Site } = {}
    const gateway = await startWechat(() => opened.site?.clock.now() ?? new Date())
    const set = {
      PAYMENT_PROVIDER: 'sandbox,wechat',
      ...gateway.environment,
      ...gateway.public_key,
      WECHAT_CHANNELS: 'native,h5,jsapi',
    }
    const public_url = new URL('https://ihome.example')
    const { payments } = readPaymentSettings(createReader(set), { public_url, currency: 'CNY' })
    onCleanup(() => gateway.close())
    return { ...gateway, payments, opened }
  })
  .extend('site', { scope: 'file' }, async ({ gateway }, { onCleanup }) => {
    const site = await openSite({ payments: gateway.payments })
    gateway.opened.site = site
    site.keepWorking()
    onCleanup(() => site.close())
    return site
  })

test('a guest chooses WeChat, scans a code, and the page hears that it was paid', async ({
  site,
  gateway,
  visit,
}) => {
  const letting = await openLetting(site, { price_fen: 36_800 })
  const order_id = await orderIn(letting, 'WAIT_PAYMENT')
  const { page, go, tap } = await visit({ as: letting.guest, theme: 'dark' })
  await go(`/orders/${order_id}`)
  await tap(page.getByRole('button', { name: /^支付 / }))
  await page.getByRole('heading', { level: 1, name: '支付订单' }).waitFor()
  // The first of the site's is chosen until the guest chooses.
  expect(await page.getByRole('radio', { name: /沙箱收银台/ }).isChecked()).toBe(true)
  await tap(page.getByRole('radio', { name: /微信支付/ }))
  await expectAccessible(page)
  await tap(page.getByRole('button', { name: '支付 ¥368' }))
  await page.getByRole('img', { name: '微信支付二维码' }).waitFor()
  await expectAccessible(page)

  const { out_trade_no } = await site.database.kysely
    .selectFrom('payments')
    .select('out_trade_no')
    .where('order_id', '=', order_id)
    .executeTakeFirstOrThrow()
  const told = gateway.seal({ resource: gateway.pay(out_trade_no) })
  expect(await callSigned(site, 'wechat', told)).toMatchObject({ status: 200 })
  await page.getByRole('heading', { level: 1, name: '支付成功' }).waitFor()
  await expectAccessible(page)
})

test('on a phone WeChat’s page is opened, and inside WeChat its own window', async ({
  site,
  visit,
}) => {
  const letting = await openLetting(site, { price_fen: 36_800 })
  const order_id = await orderIn(letting, 'WAIT_PAYMENT')
  const { page, context, go, tap, watch } = await visit({
    as: letting.guest,
    device: 'phone',
    language: 'en',
  })
  watch.announce(/^request elsewhere: https:\/\/wx\.tenpay\.com/)
  await context.route('https://wx.tenpay.com/**', (route) => route.fulfill({ body: 'WeChat' }))
  await go(`/orders/${order_id}/pay?provider=wechat`)
  await page.getByRole('radio', { name: /WeChat Pay/, checked: true }).waitFor()
  await expectAccessible(page)
  await tap(page.getByRole('button', { name: 'Pay ¥368' }))
  await page.waitForURL(/wx\.tenpay\.com.*redirect_url/)

  // WeChat's browser has a bridge; its page of consent has come back with a code.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'userAgent', { value: 'MicroMessenger/8.0' })
    const asked: unknown[] = []
    Object.assign(window, {
      asked,
      WeixinJSBridge: {
        invoke: (name: string, given: object, done: (answer: object) => void) => {
          asked.push({ name, ...given })
          done({ err_msg: 'get_brand_wcpay_request:cancel' })
        },
      },
    })
  })
  await go(`/orders/${order_id}/pay?provider=wechat&code=code_of_somebody&state=pay`)
  await page.getByText('Nothing was paid yet').waitFor()
  expect(await page.evaluate('window.asked')).toMatchObject([
    { name: 'getBrandWCPayRequest', package: expect.stringMatching(/^prepay_id=/) },
  ])
  expect(new URL(page.url()).search).toBe('?provider=wechat')
})
