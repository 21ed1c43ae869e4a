import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAlipay } from '../../server/payments/providers/alipay.ts'
import { readPaymentSettings } from '../../server/payments/settings.ts'
import { createReader } from '../../server/platform/settings/reader.ts'
import { type AlipayGateway, APP_ID, SELLER_ID, startAlipay } from '../harness/alipay-gateway.ts'
import { type Letting, openLetting, orderIn, statusOf } from '../harness/lettings.ts'
import {
  expectSoundLedger,
  moneyOf,
  notifyRaw,
  returnFromProvider,
  sendAllRefunds,
} from '../harness/payments.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

const PUBLIC_URL = new URL('https://ihome.example')

let gateway: AlipayGateway
let site: Site
let letting: Letting
let order_id: number
beforeAll(async () => {
  gateway = await startAlipay()
  site = await openSite({ payments: settings() })
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

/** Read as an operator sets them. */
function settings() {
  const read = createReader({
    PAYMENT_PROVIDER: 'alipay',
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_PRIVATE_KEY: gateway.site_private_key_pem,
    ALIPAY_PUBLIC_KEY: gateway.public_key_pem.replace(/-----.*-----|\n/g, ''),
    ALIPAY_GATEWAY: gateway.url,
  })
  return readPaymentSettings(read, { public_url: PUBLIC_URL, currency: 'CNY' }).payments
}

const alipay = () => createAlipay(settings().providers[0] as Parameters<typeof createAlipay>[0])
const sendRefunds = () => sendAllRefunds(site, alipay())

const start = async (device?: string): Promise<string> =>
  (await letting.guest.post(`/orders/${order_id}/payment`, device ? { device } : {})).data.pay_url

const notify = (parameters: Record<string, string>) => notifyRaw(site, parameters, 'alipay')
const resign = (parameters: Record<string, string>, change: Record<string, string>) =>
  gateway.sign({ ...parameters, ...change })

/** An order that was paid through Alipay. */
async function payment() {
  const { notify: told, back } = gateway.pay(await start())
  expect(await notify(told)).toBe('success')
  return { told, back }
}

describe('the page that a guest is sent to', () => {
  test.each([
    ['phone', 'alipay.trade.wap.pay', 'QUICK_WAP_WAY'],
    ['desk', 'alipay.trade.page.pay', 'FAST_INSTANT_TRADE_PAY'],
    [undefined, 'alipay.trade.wap.pay', 'QUICK_WAP_WAY'],
  ])(
    'on a %s is one that the site has signed, with all that Alipay wants',
    async (device, method, product_code) => {
      const { parameters, biz } = gateway.open(await start(device))
      expect(parameters).toMatchObject({
        app_id: APP_ID,
        method,
        sign_type: 'RSA2',
        charset: 'utf-8',
        notify_url: 'https://ihome.example/api/v1.0/payments/notify/alipay',
        return_url: 'https://ihome.example/payments/return',
      })
      expect(biz).toEqual({
        out_trade_no: expect.stringMatching(/^[0-9a-z]{10,64}$/),
        total_amount: '123.45',
        subject: expect.stringContaining('鼓楼边的小院'),
        product_code,
        time_expire: '2026-12-01 12:30:00',
      })
    },
  )

  test('is for the same trade however often it is asked for', async () => {
    const urls = await Promise.all([start(), start('desk'), start('phone')])
    expect(new Set(urls.map((url) => gateway.open(url).biz['out_trade_no'])).size).toBe(1)
  })
})

describe('a notify of Alipay', () => {
  test.each(['TRADE_SUCCESS', 'TRADE_FINISHED'])(
    'that says %s makes the order PAID',
    async (trade_status) => {
      const told = resign(gateway.pay(await start()).notify, { trade_status })
      expect(await notify(told)).toBe('success')
      expect(await statusOf(site, order_id)).toBe('PAID')
      expect((await moneyOf(site, order_id)).payments).toMatchObject([
        { provider: 'alipay', status: 'paid', trade_no: told['trade_no'] },
      ])
    },
  )

  test.each(['WAIT_BUYER_PAY', 'TRADE_CLOSED'])('that says %s does not', async (trade_status) => {
    expect(await notify(resign(gateway.pay(await start()).notify, { trade_status }))).toBe(
      'success',
    )
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
  })

  test('has one effect when it says success, then finished, then success again', async () => {
    const { told } = await payment()
    for (const trade_status of ['TRADE_FINISHED', 'TRADE_SUCCESS'])
      expect(await notify(resign(told, { trade_status, notify_id: trade_status }))).toBe('success')
    expect(await moneyOf(site, order_id)).toMatchObject({ inbox: 1, refunds: [] })
  })

  test.each<[string, (told: Record<string, string>) => Record<string, string>]>([
    [
      'another key has signed',
      (told) => ({ ...told, sign: Buffer.from('x'.repeat(256)).toString('base64') }),
    ],
    ['somebody has changed', (told) => ({ ...told, total_amount: '0.01' })],
    ['is signed as it was years ago', (told) => ({ ...told, sign_type: 'RSA' })],
    ['is signed in a way that there is not', (told) => ({ ...told, sign_type: 'toString' })],
    ['is not signed', ({ sign: _, ...told }) => told],
    ['is for another app', (told) => resign(told, { app_id: '2021000000000002' })],
    ['is for another seller', (told) => resign(told, { seller_id: '2088000000000002' })],
    ['is of another amount', (told) => resign(told, { total_amount: '123.44' })],
    ['is of no amount', (told) => resign(told, { total_amount: '123.450' })],
    ['is about another site', (told) => resign(told, { out_trade_no: 'another' })],
    ['has no status', ({ trade_status: _, ...told }) => gateway.sign(told)],
  ])('changes nothing where it %s', async (_what, change) => {
    const told = gateway.pay(await start()).notify
    expect(await notify(change(told))).not.toBe('success')
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
    expect((await moneyOf(site, order_id)).inbox).toBe(0)
  })
})

describe('what Alipay sends the browser back with', () => {
  test('is believed only after Alipay was asked', async () => {
    const { back } = gateway.pay(await start())
    const answer = await returnFromProvider(site.visitor(), back)
    expect(answer).toMatchObject({ errcode: '0', data: { order_id, status: 'PAID' } })
    expect(gateway.calls.map(({ method }) => method)).toEqual(['alipay.trade.query'])
    expect((await moneyOf(site, order_id)).payments).toMatchObject([{ trade_no: back['trade_no'] }])
  })

  test('is one event with the notify, whichever comes first', async () => {
    const { notify: told, back } = gateway.pay(await start())
    await Promise.all([notify(told), returnFromProvider(site.visitor(), back), notify(told)])
    expect(await moneyOf(site, order_id)).toMatchObject({ inbox: 1, refunds: [] })
    expect(await statusOf(site, order_id)).toBe('PAID')
  })

  test.each([
    [{ code: '10000', trade_status: 'WAIT_BUYER_PAY', total_amount: '123.45' }, 'WAIT_PAYMENT'],
    [{ code: '10000', trade_status: 'TRADE_CLOSED', total_amount: '123.45' }, 'WAIT_PAYMENT'],
    [{ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' }, 'WAIT_PAYMENT'],
  ])('pays nothing when Alipay says %j', async (answer, status) => {
    const { back } = gateway.pay(await start())
    const { out_trade_no } = back
    gateway.answer('alipay.trade.query', { ...answer, out_trade_no, trade_no: '1' })
    expect(await returnFromProvider(site.visitor(), back)).toMatchObject({
      errcode: '0',
      data: { status },
    })
  })

  test.each([
    [{ status: 502 }, '4301'],
    ['forged', '4301'],
    [{ code: '20000', sub_code: 'isp.unknow-error' }, '4301'],
    [{ code: '10000', trade_status: 'TRADE_SUCCESS', total_amount: '0.01' }, '4004'],
  ] as const)('changes nothing when Alipay answers %j', async (instead, errcode) => {
    const { back } = gateway.pay(await start())
    const { out_trade_no = '' } = back
    const answer =
      typeof instead === 'object' && 'code' in instead
        ? { ...instead, out_trade_no, trade_no: '1' }
        : instead
    gateway.answer('alipay.trade.query', answer)
    expect((await returnFromProvider(site.visitor(), back)).errcode).toBe(errcode)
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
  })

  test('is refused when it is signed by somebody else, and Alipay is not asked', async () => {
    const { back } = gateway.pay(await start())
    expect(
      (await returnFromProvider(site.visitor(), { ...back, total_amount: '1.00' })).errcode,
    ).toBe('4004')
    expect(gateway.calls).toEqual([])
  })
})

describe('a refund through Alipay', () => {
  const cancel = () => letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
  const refundOf = async () => (await moneyOf(site, order_id)).refunds[0]

  test('is asked for in full, once', async () => {
    const { told } = await payment()
    await cancel()
    expect(await sendRefunds()).toEqual([])
    await sendRefunds()
    expect(gateway.calls).toEqual([
      {
        method: 'alipay.trade.refund',
        biz_content: {
          out_trade_no: told['out_trade_no'],
          refund_amount: '123.45',
          out_request_no: String((await refundOf())?.id),
        },
      },
    ])
    expect(await refundOf()).toMatchObject({ status: 'done', tries: 1 })
    // What Alipay tells after a whole refund.
    expect(await notify(resign(told, { trade_status: 'TRADE_CLOSED', refund_fee: '123.45' }))).toBe(
      'success',
    )
    expect((await moneyOf(site, order_id)).payments).toMatchObject([{ status: 'paid' }])
  })

  test('whose answer was lost is asked for again under its id, and found to be done', async () => {
    await payment()
    await cancel()
    const { amount_fen = 0, out_trade_no = '' } = (await moneyOf(site, order_id)).payments[0] ?? {}
    const named = { out_trade_no, trade_no: '' }
    const refund_id = (await refundOf())?.id ?? 0
    await alipay().refund({ ...named, amount_fen, paid_fen: amount_fen, refund_id })
    await sendRefunds()
    expect(gateway.calls.map(({ method }) => method)).toEqual([
      'alipay.trade.refund',
      'alipay.trade.refund',
      'alipay.trade.fastpay.refund.query',
    ])
    expect(await refundOf()).toMatchObject({ status: 'done' })
  })

  test('that passes trouble is tried again: twice in vain, then done', async () => {
    await payment()
    await cancel()
    gateway.answer(
      'alipay.trade.refund',
      { code: '40004', sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' },
      { status: 503 },
    )
    for (const [status, tries] of [
      ['pending', 1],
      ['pending', 2],
      ['done', 3],
    ] as const) {
      await sendRefunds()
      expect(await refundOf()).toMatchObject({ status, tries })
      site.clock.advance({ minutes: 5 })
    }
  })

  test('that Alipay does not know to be done is not taken for done', async () => {
    await payment()
    await cancel()
    gateway.answer('alipay.trade.refund', { code: '10000', fund_change: 'N' })
    await sendRefunds()
    expect(await refundOf()).toMatchObject({ status: 'pending', last_code: 'REFUND_UNDER_WAY' })
    site.clock.advance({ minutes: 5 })
    await sendRefunds()
    expect(await refundOf()).toMatchObject({ status: 'done' })
  })

  test('that Alipay refuses for good is the operator’s', async () => {
    await payment()
    await cancel()
    gateway.answer('alipay.trade.refund', { code: '40004', sub_code: 'ACQ.TRADE_HAS_FINISHED' })
    await sendRefunds()
    expect(await refundOf()).toMatchObject({
      status: 'refused',
      last_code: 'ACQ.TRADE_HAS_FINISHED',
    })
    await site.database.kysely
      .updateTable('refunds')
      .set({ status: 'pending', ended_at: null, next_try_at: site.clock.now() })
      .where('status', '=', 'refused')
      .execute()
    await sendRefunds()
  })
})

test('nothing of a key or of a guest’s account is in the log', () => {
  const log = site.logged.join('\n')
  expect(log).not.toMatch(/PRIVATE KEY|example\.com|a\*\*\*/)
  expect(log).toContain('a callback of a payment was refused')
})
