import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chooseProviders } from '../../server/payments/choose-provider.ts'
import type { PaymentProvider } from '../../server/payments/payment-provider.ts'
import { readPaymentSettings } from '../../server/payments/settings.ts'
import { createReader } from '../../server/platform/settings/reader.ts'
import { type Letting, openLetting, orderIn, statusOf, sweep } from '../harness/lettings.ts'
import {
  callSigned,
  closeAllTrades,
  expectSoundLedger,
  moneyOf,
  notify,
  paid,
  returnFromProvider,
  SANDBOX,
  sendAllRefunds,
} from '../harness/payments.ts'
import { NOON, openSite, SESSION_SECRET, type Site } from '../harness/site.ts'
import {
  APP_SECRET,
  MCH_ID,
  startWechat,
  WECHAT_APP_ID,
  type WechatGateway,
} from '../harness/wechat-gateway.ts'

type Told = Record<string, unknown>

let gateway: WechatGateway
let site: Site
let wechat: PaymentProvider
let letting: Letting
let order_id: number
beforeAll(async () => {
  gateway = await startWechat(() => site.clock.now())
  site = await openSite({ payments: settings() })
  wechat = await providerOf(settings())
})
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site, { price_fen: 12_345 })
  order_id = await orderIn(letting, 'WAIT_PAYMENT')
  gateway.calls.length = 0
})
afterEach(() => expectSoundLedger(site))
afterAll(async () => {
  await site.close()
  await gateway.close()
})

/** Read as an operator sets them: two providers, the sandbox first. */
function settings(keys: Record<string, string> = gateway.public_key) {
  const read = createReader({
    PAYMENT_PROVIDER: 'sandbox, wechat',
    ...gateway.environment,
    ...keys,
  })
  const public_url = new URL('https://ihome.example')
  return readPaymentSettings(read, { public_url, currency: 'CNY' }).payments
}

async function providerOf(payments: ReturnType<typeof settings>): Promise<PaymentProvider> {
  const site_of = { session_secret: SESSION_SECRET, clock: site.clock }
  const found = (await chooseProviders(payments, site_of)).find('wechat')
  if (!found) throw new Error('WeChat is not on')
  return found
}

const begin = async (more: Told = {}) =>
  letting.guest.post(`/orders/${order_id}/payment`, { provider: 'wechat', ...more })
const payments = async () => (await moneyOf(site, order_id)).payments
const nameOf = async () => (await payments()).at(-1)?.out_trade_no ?? ''
const tell = (resource: Told, more: object = {}) =>
  callSigned(site, 'wechat', gateway.seal({ resource, ...more }))
const DONE = { status: 200, text: 'success' }

/** What WeChat tells of a payment by the code on the guest's screen. */
async function payment(): Promise<Told> {
  await begin({ device: 'desk' })
  return gateway.pay(await nameOf())
}

describe('what a guest pays with', () => {
  test('is any provider of the site, in its order; who names none gets the first', async () => {
    const { data } = await site.visitor().get('/payments/providers')
    expect(data).toEqual({
      currency: 'CNY',
      providers: [
        { provider: 'sandbox', channels: [] },
        { provider: 'wechat', channels: ['native', 'h5', 'jsapi'] },
      ],
    })
    const old = await letting.guest.post(`/orders/${order_id}/payment`, {})
    expect(old.data).toMatchObject({
      provider: 'sandbox',
      pay_url: expect.stringMatching('^/sandbox/cashier'),
    })
    for (const [body, field] of [
      [{ provider: 'stripe' }, 'provider'],
      [{ channel: 'native' }, 'channel'],
    ] as const) {
      const refused = await letting.guest.post(`/orders/${order_id}/payment`, body)
      expect(refused).toMatchObject({ refusal: 'params_invalid', data: { field } })
    }
  })

  test('at a desk is a code to scan, for the same trade however often it is asked', async () => {
    const { data } = await begin({ device: 'desk' })
    expect(data).toEqual({
      provider: 'wechat',
      channel: 'native',
      pay_url: `/orders/${order_id}/pay?provider=wechat`,
      return_url: `https://ihome.example/payments/return?provider=wechat&out_trade_no=${await nameOf()}`,
      qr: expect.stringMatching(/^weixin:/),
    })
    expect(gateway.calls).toEqual([
      {
        method: 'POST',
        path: '/v3/pay/transactions/native',
        body: {
          appid: WECHAT_APP_ID,
          mchid: MCH_ID,
          out_trade_no: expect.stringMatching(/^[0-9a-z]{10,32}$/),
          description: expect.stringContaining('鼓楼边的小院'),
          notify_url: 'https://ihome.example/api/v1.0/payments/notify/wechat',
          time_expire: '2026-12-01T12:30:00+08:00',
          amount: { total: 12_345, currency: 'CNY' },
        },
      },
    ])
    await Promise.all([begin({ device: 'desk' }), begin({ device: 'desk' })])
    expect(await payments()).toHaveLength(1)
  })

  test('on a phone is WeChat’s page for its browser, which comes back', async () => {
    const { data } = await begin()
    const { origin, searchParams } = new URL(data.pay_url)
    expect({ origin, back: searchParams.get('redirect_url') }).toEqual({
      origin: 'https://wx.tenpay.com',
      back: data.return_url,
    })
    expect(gateway.calls[0]?.body['scene_info']).toEqual({
      payer_client_ip: '127.0.0.1',
      h5_info: { type: 'Wap' },
    })
  })

  test('inside WeChat is asked of WeChat by the page, once it is known who pays', async () => {
    const { data: asked } = await begin({ channel: 'jsapi' })
    const page = new URL(asked.pay_url)
    expect(page.origin + page.pathname).toBe('https://open.weixin.qq.com/connect/oauth2/authorize')
    expect(page.searchParams.get('redirect_uri')).toBe(
      `https://ihome.example/orders/${order_id}/pay?provider=wechat`,
    )
    const { data } = await begin({ channel: 'jsapi', code: 'code_of_somebody' })
    const { bridge } = data
    const { appId, timeStamp, nonceStr, paySign } = bridge
    expect(gateway.calls.at(-1)?.body['payer']).toEqual({ openid: 'somebody' })
    const lines = [appId, timeStamp, nonceStr, bridge.package]
    expect(gateway.verifiesOfMerchant(lines, paySign)).toBe(true)
    expect((await begin({ channel: 'jsapi', openid: 'somebody' })).data).toHaveProperty('bridge')
    // A spent code leads back to the page that gives another one.
    const { data: again } = await begin({ channel: 'jsapi', code: 'spent' })
    expect(again).toMatchObject({ pay_url: asked.pay_url })
    expect(await payments()).toHaveLength(1)
  })

  test('can be chosen anew: what was begun before is closed, here and at WeChat', async () => {
    await begin({ device: 'desk' })
    const first = await nameOf()
    await begin({ device: 'phone' })
    const second = await nameOf()
    const sandbox = await letting.guest.post(`/orders/${order_id}/payment`, {})
    expect(sandbox.data.provider).toBe('sandbox')
    expect(await payments()).toMatchObject([
      { status: 'closed' },
      { status: 'closed' },
      { provider: 'sandbox', status: 'open' },
    ])
    gateway.answer(`POST /v3/pay/transactions/out-trade-no/${first}/close`, {
      status: 500,
      body: { code: 'SYSTEM_ERROR' },
    })
    expect(await closeAllTrades(site, wechat)).toEqual([first])
    expect([first, second].map(gateway.stateOf)).toEqual(['NOTPAY', 'CLOSED'])
    site.clock.advance({ minutes: 2 })
    expect(await closeAllTrades(site, wechat)).toEqual([])
    expect(gateway.stateOf(first)).toBe('CLOSED')
    gateway.calls.length = 0
    await closeAllTrades(site, wechat)
    expect(gateway.calls).toEqual([])
  })

  test('is closed when the order ends, and has another name where WeChat closed it', async () => {
    await begin({ device: 'desk' })
    const first = await nameOf()
    await wechat.close?.({ out_trade_no: first, trade_no: null })
    await begin({ device: 'desk' })
    const second = await nameOf()
    expect(second).not.toBe(first)
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    await closeAllTrades(site, wechat)
    expect(gateway.stateOf(second)).toBe('CLOSED')
  })

  test.each<[string, Parameters<WechatGateway['answer']>[1]]>([
    ['refuses', { status: 429, body: { code: 'FREQUENCY_LIMITED', message: '太快' } }],
    ['is not WeChat', 'forged'],
  ])('waits where WeChat %s: the same trade is begun later', async (_what, answer) => {
    gateway.answer('POST /v3/pay/transactions/native', answer)
    const refused = await begin({ device: 'desk' })
    expect(refused).toMatchObject({ errcode: '4301', refusal: 'provider_away' })
    expect((await begin({ device: 'desk' })).errcode).toBe('0')
    expect(await payments()).toHaveLength(1)
  })
})

describe('a notify of WeChat', () => {
  test('makes the order PAID, once, by its public key and by its certificate', async () => {
    const told = await payment()
    expect(await tell(told)).toEqual(DONE)
    const trade_no = told['transaction_id']
    expect(await payments()).toMatchObject([{ provider: 'wechat', status: 'paid', trade_no }])
    // The same call again, a second one of its own, and one signed in the older way.
    const call = gateway.seal({ resource: told })
    for (let times = 0; times < 2; times += 1)
      expect(await callSigned(site, 'wechat', call)).toEqual(DONE)
    expect(await tell(told, { serial: gateway.certificate_serial })).toEqual(DONE)
    expect(await moneyOf(site, order_id)).toMatchObject({ inbox: 1, refunds: [] })
    expect(await statusOf(site, order_id)).toBe('PAID')
  })

  test.each<[string, (told: Told) => object]>([
    ['another key has signed', (told) => ({ resource: told, key: gateway.stranger })],
    ['is six minutes old', (told) => ({ resource: told, ahead_s: -360 })],
    ['comes from the future', (told) => ({ resource: told, ahead_s: 360 })],
    ['names a key that there is not', (told) => ({ resource: told, serial: 'PUB_KEY_ID_2' })],
    [
      'names a certificate that there is not',
      (told) => ({ resource: told, serial: '4FFD6AB43B87D2A9E4B0C1D2E3F405162738495A' }),
    ],
    [
      'is encrypted for another merchant',
      (told) => ({ resource: told, api_v3_key: '0123456789abcdefghijABCDEFGHIJ??' }),
    ],
    ['is for another app', (told) => ({ resource: { ...told, appid: 'wx0000000000000000' } })],
    ['is for another merchant', (told) => ({ resource: { ...told, mchid: '1900000110' } })],
    [
      'is of another amount',
      (told) => ({ resource: { ...told, amount: { total: 12_344, currency: 'CNY' } } }),
    ],
    [
      'is of another currency',
      (told) => ({ resource: { ...told, amount: { total: 12_345, currency: 'JPY' } } }),
    ],
    ['is of no amount', ({ amount: _, ...told }) => ({ resource: told })],
    ['is about another site', (told) => ({ resource: { ...told, out_trade_no: 'another' } })],
    ['has no state', ({ trade_state: _, ...told }) => ({ resource: told })],
  ])('changes nothing where it %s', async (_what, made) => {
    const call = gateway.seal(made(await payment()) as Parameters<typeof gateway.seal>[0])
    const { status, text } = await callSigned(site, 'wechat', call)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).not.toContain('success')
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
    expect((await moneyOf(site, order_id)).inbox).toBe(0)
  })

  test('is not taken changed, nor without a signature, nor by another provider’s door', async () => {
    const { body, headers } = gateway.seal({ resource: await payment() })
    const wrong = [
      { body: `${body} `, headers },
      { body, headers: {} },
      { body: '', headers },
    ]
    for (const call of wrong)
      expect((await callSigned(site, 'wechat', call)).status).toBeGreaterThanOrEqual(400)
    expect((await callSigned(site, 'stripe', { body, headers })).status).toBe(400)
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
  })

  test('by certificate alone: they are fetched once, and invented ones make no flood', async () => {
    const told = await payment()
    const other = await site.another({ payments: settings({}) })
    gateway.calls.length = 0
    const call = (serial: string) =>
      callSigned(other, 'wechat', gateway.seal({ resource: told, serial }))
    const invented = ['4F', '3F', '2F'].map((one) => one + gateway.certificate_serial.slice(2))
    expect(await call(gateway.certificate_serial)).toEqual(DONE)
    for (const serial of invented) expect((await call(serial)).status).toBe(400)
    expect(gateway.calls.map(({ path }) => path)).toEqual(['/v3/certificates'])
    expect(await statusOf(site, order_id)).toBe('PAID')
    await other.close()
  })

  test('that comes after another provider was paid goes back, in whole', async () => {
    await begin({ device: 'desk' })
    const out_trade_no = await nameOf()
    await letting.guest.post(`/orders/${order_id}/payment`, {})
    await notify(site, paid({ out_trade_no: await nameOf(), amount_fen: 12_345 }))
    expect(await tell(gateway.pay(out_trade_no))).toEqual(DONE)
    const { refunds } = await moneyOf(site, order_id)
    expect(refunds).toMatchObject([{ cause: 'double', status: 'pending' }])
    await sendAllRefunds(site, SANDBOX)
    await sendAllRefunds(site, wechat)
    expect(await tell(gateway.endRefund(out_trade_no, 'SUCCESS'))).toEqual(DONE)
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([{ status: 'done' }])
  })
})

describe('the browser that comes back', () => {
  test('brings a name alone: WeChat is asked what came of it', async () => {
    await begin({ device: 'desk' })
    const back = { provider: 'wechat', out_trade_no: await nameOf() }
    const come = () => returnFromProvider(site.visitor(), back)
    expect((await come()).data).toEqual({ order_id, status: 'WAIT_PAYMENT' })
    gateway.pay(back.out_trade_no)
    expect((await come()).data).toEqual({ order_id, status: 'PAID' })
    // Who begins it again once more, on an old page, is led there.
    gateway.answer(`GET /v3/pay/transactions/out-trade-no/${back.out_trade_no}`, 'forged')
    expect(await come()).toMatchObject({ refusal: 'provider_away' })
  })

  test('learns of a payment whose notify is on its way still', async () => {
    await payment()
    const { data } = await begin({ device: 'desk' })
    expect(data.pay_url).toBe(data.return_url)
  })
})

describe('a refund', () => {
  const refundOf = async () => (await moneyOf(site, order_id)).refunds[0]
  async function canceled(): Promise<string> {
    await tell(await payment())
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    expect(await sendAllRefunds(site, wechat)).toHaveLength(1)
    expect(await refundOf()).toMatchObject({ status: 'pending', last_code: 'REFUND_UNDER_WAY' })
    return nameOf()
  }

  test('is under way until WeChat tells that it is done, once', async () => {
    const out_trade_no = await canceled()
    expect(gateway.calls.at(-1)?.body).toEqual({
      out_trade_no,
      out_refund_no: `${out_trade_no}r${(await refundOf())?.id}`,
      notify_url: 'https://ihome.example/api/v1.0/payments/notify/wechat',
      amount: { refund: 12_345, total: 12_345, currency: 'CNY' },
    })
    const told = gateway.endRefund(out_trade_no, 'SUCCESS')
    const amount = { refund: 1, total: 12_345 }
    for (const wrong of [{ amount }, { mchid: '1' }, { out_trade_no: 'x' }, { out_refund_no: 'x' }])
      expect((await tell({ ...told, ...wrong })).status).toBe(400)
    expect(await refundOf()).toMatchObject({ status: 'pending' })
    for (let times = 0; times < 2; times += 1) expect(await tell(told)).toEqual(DONE)
    expect(await refundOf()).toMatchObject({ status: 'done' })
  })

  test('is found to be done where the notify did not come, and not asked for twice', async () => {
    gateway.endRefund(await canceled(), 'SUCCESS')
    gateway.calls.length = 0
    site.clock.advance({ minutes: 5 })
    expect(await sendAllRefunds(site, wechat)).toEqual([])
    expect(gateway.calls.map(({ method }) => method)).toEqual(['GET'])
    expect(await refundOf()).toMatchObject({ status: 'done' })
  })

  test('that WeChat cannot do is the operator’s', async () => {
    expect(await tell(gateway.endRefund(await canceled(), 'ABNORMAL'))).toEqual(DONE)
    expect(await refundOf()).toMatchObject({ status: 'refused', last_code: 'ABNORMAL' })
    site.clock.advance({ hours: 2 })
    expect(await sendAllRefunds(site, wechat)).toEqual([])
    // A person gives it back by other means; nothing is open for the tests to come.
    await site.database.kysely
      .updateTable('refunds')
      .set({ status: 'pending', ended_at: null })
      .where('status', '=', 'refused')
      .execute()
    gateway.endRefund(await nameOf(), 'SUCCESS')
    await sendAllRefunds(site, wechat)
  })
})

test('what is not paid in time is closed, and nothing of a key or a person is in the log', async () => {
  await begin({ device: 'desk' })
  const out_trade_no = await nameOf()
  site.clock.advance({ hours: 1 })
  await sweep(site)
  await closeAllTrades(site, wechat)
  expect(gateway.stateOf(out_trade_no)).toBe('CLOSED')
  const log = site.logged.join('\n')
  expect(log).not.toMatch(/PRIVATE KEY|example\.com|oUpF8|ABCDEFGHIJ!!/)
  expect(log).not.toContain(APP_SECRET)
  expect(log).toContain('a callback of a payment was refused')
  expect(log).toContain('FREQUENCY_LIMITED')
})
