import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweepChanges } from '../../server/orders/changes/sweep-changes.ts'
import { chooseProviders } from '../../server/payments/choose-provider.ts'
import type { PaymentProvider } from '../../server/payments/payment-provider.ts'
import { readPaymentSettings } from '../../server/payments/settings.ts'
import { createReader } from '../../server/platform/settings/reader.ts'
import { dayAfter, type Letting, openLetting, orderIn, statusOf } from '../harness/lettings.ts'
import {
  callSigned,
  closeAllTrades,
  expectSoundLedger,
  moneyOf,
  returnFromProvider,
  sendAllRefunds,
} from '../harness/payments.ts'
import { NOON, openSite, SESSION_SECRET, type Site } from '../harness/site.ts'
import { type StripeServer, startStripe } from '../harness/stripe-server.ts'

type Told = Record<string, unknown>
const PUBLIC_URL = 'https://stay.example'
const COMPLETED = 'checkout.session.completed'

let server: StripeServer
let site: Site
let stripe: PaymentProvider
let letting: Letting
let order_id: number
beforeAll(async () => {
  server = await startStripe(() => site.clock.now())
  const read = createReader({ PAYMENT_PROVIDER: 'stripe', ...server.environment })
  const settings = { public_url: new URL(PUBLIC_URL), currency: 'JPY' }
  const { payments } = readPaymentSettings(read, settings)
  site = await openSite({ payments, currency: 'JPY' })
  const site_of = { session_secret: SESSION_SECRET, clock: site.clock }
  stripe = (await chooseProviders(payments, site_of)).first
})
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site, { price_fen: 12_345 })
  order_id = await orderIn(letting, 'WAIT_PAYMENT')
  server.calls.length = 0
})
afterEach(() => expectSoundLedger(site))
afterAll(async () => {
  await site.close()
  await server.close()
})

const begin = () => letting.guest.post(`/orders/${order_id}/payment`, {})
const paymentOf = async () => (await moneyOf(site, order_id)).payments.at(-1)
const sessionId = async () => String((await paymentOf())?.trade_no)
const tell = (type: string, object: Told, more: object = {}) =>
  callSigned(site, 'stripe', server.seal({ type, object, ...more }))
const DONE = { status: 200, text: 'success' }

/** A session that was paid, as Stripe tells of it. */
async function payment(): Promise<Told> {
  await begin()
  return server.pay(await sessionId())
}

describe('the page that a guest is sent to', () => {
  test('is Stripe’s, for the order’s amount in the site’s currency, and one for all requests', async () => {
    const { data } = await begin()
    const { out_trade_no } = (await paymentOf()) ?? {}
    const back = `${PUBLIC_URL}/payments/return?provider=stripe&out_trade_no=${out_trade_no}`
    expect(data).toEqual({
      provider: 'stripe',
      pay_url: expect.stringContaining('https://checkout.stripe.com/'),
      return_url: back,
    })
    expect(server.calls).toHaveLength(1)
    expect(server.calls[0]).toMatchObject({
      idempotency_key: `pay ${out_trade_no}`,
      form: {
        mode: 'payment',
        client_reference_id: out_trade_no,
        'line_items[0][price_data][unit_amount]': '12345',
        'line_items[0][price_data][currency]': 'jpy',
        'line_items[0][price_data][product_data][name]': expect.stringContaining('鼓楼边的小院'),
        'payment_intent_data[metadata][site]': PUBLIC_URL,
        success_url: `${back}&session_id={CHECKOUT_SESSION_ID}`,
        cancel_url: `${back}&trade_status=WAIT_BUYER_PAY`,
      },
    })
    const again = await Promise.all([begin(), begin()])
    expect(new Set(again.map((one) => one.data.pay_url))).toEqual(new Set([data.pay_url]))
    expect((await moneyOf(site, order_id)).payments).toHaveLength(1)
  })

  test('is another one where the first is over', async () => {
    const first = (await begin()).data.pay_url
    await stripe.close?.({ out_trade_no: '', trade_no: await sessionId() })
    expect((await begin()).data.pay_url).not.toBe(first)
    expect((await moneyOf(site, order_id)).payments).toMatchObject([
      { status: 'closed' },
      { status: 'open' },
    ])
    await closeAllTrades(site, stripe)
  })

  test('waits where Stripe is away, and is closed when the order ends', async () => {
    server.answer(server.error(429, 'rate_limit_error'))
    expect(await begin()).toMatchObject({ errcode: '4301', refusal: 'provider_away' })
    await begin()
    expect((await moneyOf(site, order_id)).payments).toHaveLength(1)
    const id = await sessionId()
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    expect(await closeAllTrades(site, stripe)).toEqual([])
    expect(server.sessionOf(id)).toMatchObject({ status: 'expired' })
  })

  test('for a change is closed with it; who pays all the same has it back', async () => {
    await tell(COMPLETED, await payment())
    const { data } = await letting.guest.post(`/orders/${order_id}/changes`, {
      start_date: dayAfter(site, 2),
      end_date: dayAfter(site, 4),
    })
    const change = `/orders/${order_id}/changes/${data.change_id}`
    await letting.host.put(change, { action: 'accept' })
    await begin()
    const id = await sessionId()
    expect(server.sessionOf(id)).toMatchObject({ status: 'open' })
    await closeAllTrades(site, stripe)
    expect(server.sessionOf(id)).toMatchObject({ status: 'open' })
    site.clock.advance({ minutes: 31 })
    await sweepChanges(site.database.kysely, site.clock)
    expect(await closeAllTrades(site, stripe)).toEqual([])
    expect(server.sessionOf(id)).toMatchObject({ status: 'expired' })
    expect(await paymentOf()).toMatchObject({ status: 'closed' })
    // Its word that it was paid all the same, from the moment before.
    const told = { ...server.sessionOf(id), status: 'complete', payment_status: 'paid' }
    await tell(COMPLETED, { ...told, payment_intent: 'pi_late' })
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([
      { cause: 'late', amount_fen: 2 * 12_345 },
    ])
    expect(await statusOf(site, order_id)).toBe('PAID')
  })
})

describe('an event of Stripe', () => {
  test('makes the order PAID, once', async () => {
    const told = await payment()
    expect(await tell(COMPLETED, told)).toEqual(DONE)
    expect(await paymentOf()).toMatchObject({ status: 'paid', trade_no: told['payment_intent'] })
    expect(await tell(COMPLETED, told)).toEqual(DONE)
    expect(await tell('checkout.session.async_payment_succeeded', told)).toEqual(DONE)
    expect(await moneyOf(site, order_id)).toMatchObject({ inbox: 1, refunds: [] })
    expect(await statusOf(site, order_id)).toBe('PAID')
  })

  test('that a slow payment has begun, failed, or that nobody came, does not', async () => {
    await begin()
    const session = server.sessionOf(await sessionId())
    const slow = {
      ...session,
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: 'pi_0',
    }
    expect(await tell(COMPLETED, slow)).toEqual(DONE)
    expect(await paymentOf()).toMatchObject({ status: 'open' })
    expect(await tell('checkout.session.async_payment_failed', slow)).toEqual(DONE)
    expect(await paymentOf()).toMatchObject({ status: 'closed' })
    await begin()
    const second = { ...server.sessionOf(await sessionId()), status: 'expired' }
    expect(await tell('checkout.session.expired', second)).toEqual(DONE)
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
  })

  test.each<[string, (told: Told) => object]>([
    ['another secret has signed', (object) => ({ object, secret: 'whsec_another' })],
    ['is six minutes old', (object) => ({ object, ahead_s: -360 })],
    ['is of the other mode', (object) => ({ object, livemode: true })],
    ['is of another account', (object) => ({ object, account: 'acct_2' })],
    ['is of another amount', (told) => ({ object: { ...told, amount_total: 12_344 } })],
    ['is of no amount', (told) => ({ object: { ...told, amount_total: null } })],
    ['is of another currency', (told) => ({ object: { ...told, currency: 'usd' } })],
    ['is of another order', (told) => ({ object: { ...told, client_reference_id: 'x' } })],
  ])('changes nothing where it %s', async (_what, made) => {
    const call = server.seal({ type: COMPLETED, ...made(await payment()) } as never)
    expect((await callSigned(site, 'stripe', call)).status).toBeGreaterThanOrEqual(400)
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
    expect((await moneyOf(site, order_id)).inbox).toBe(0)
  })

  test('is no matter of this site where another one of the account made it', async () => {
    const told = await payment()
    const others = { ...told, metadata: { site: 'https://shop.example', out_trade_no: 'x' } }
    expect(await tell(COMPLETED, others)).toEqual(DONE)
    expect(await tell('customer.created', { object: 'customer' })).toEqual(DONE)
    const { body, headers } = server.seal({ type: COMPLETED, object: told })
    const call = { body: body.replace('12345', '12346'), headers }
    expect((await callSigned(site, 'stripe', call)).status).toBe(400)
    expect((await callSigned(site, 'stripe', { body, headers: {} })).status).toBe(400)
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
  })
})

test('the browser that comes back brings a name alone: Stripe is asked', async () => {
  await begin()
  const { out_trade_no = '', trade_no } = (await paymentOf()) ?? {}
  const session_id = String(trade_no)
  const come = (query: Record<string, string>) =>
    returnFromProvider(site.visitor(), { provider: 'stripe', out_trade_no, ...query })
  expect((await come({ trade_status: 'WAIT_BUYER_PAY' })).data).toMatchObject({ order_id })
  server.pay(session_id)
  const mine = await paymentOf()
  const other = await openLetting(site, { price_fen: 12_345 })
  const other_id = await orderIn(other, 'WAIT_PAYMENT')
  await other.guest.post(`/orders/${other_id}/payment`, {})
  const theirs = String((await moneyOf(site, other_id)).payments[0]?.trade_no)
  expect(await come({ session_id: theirs })).toMatchObject({ refusal: 'payment_unverified' })
  expect((await come({ session_id })).data).toEqual({ order_id, status: 'PAID' })
  expect(mine?.status).toBe('open')
})

describe('a refund', () => {
  const refundOf = async () => (await moneyOf(site, order_id)).refunds[0]
  const cancel = async () => {
    await tell(COMPLETED, await payment())
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    server.refunds.length = 0
    server.calls.length = 0
  }

  test('is asked for under its own id, and not twice where the answer was lost', async () => {
    await cancel()
    const { id = 0 } = (await refundOf()) ?? {}
    const { out_trade_no = '', trade_no } = (await paymentOf()) ?? {}
    const named = { out_trade_no, trade_no: String(trade_no) }
    await stripe.refund({ ...named, amount_fen: 12_345, paid_fen: 12_345, refund_id: id })
    expect(await sendAllRefunds(site, stripe)).toEqual([])
    expect(server.refunds).toMatchObject([{ amount: 12_345, currency: 'jpy' }])
    expect(server.calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET'])
    expect(server.calls[1]?.idempotency_key).toBe(`refund ${out_trade_no} ${id}`)
    expect(await refundOf()).toMatchObject({ status: 'done', tries: 1 })
  })

  test('that takes its time is done when Stripe says so, and told where it comes back', async () => {
    await cancel()
    await sendAllRefunds(site, { ...stripe, refund: () => Promise.reject(new Error('lost')) })
    const { id = 0 } = (await refundOf()) ?? {}
    const { out_trade_no } = (await paymentOf()) ?? {}
    const metadata = { site: PUBLIC_URL, refund_id: String(id), out_trade_no }
    const told = { amount: 12_345, currency: 'jpy', metadata, status: 'pending' }
    expect(await tell('refund.created', told)).toEqual(DONE)
    expect(await refundOf()).toMatchObject({ status: 'pending' })
    const done = { ...told, status: 'succeeded' }
    for (const wrong of [{ amount: 1 }, { currency: 'usd' }])
      expect((await tell('refund.updated', { ...done, ...wrong })).status).toBe(400)
    for (let times = 0; times < 2; times += 1)
      expect(await tell('refund.updated', done)).toEqual(DONE)
    expect(await refundOf()).toMatchObject({ status: 'done' })
    const failed = { ...told, status: 'failed', failure_reason: 'expired_or_canceled_card' }
    expect(await tell('refund.failed', failed)).toEqual(DONE)
    expect(site.logged.join('\n')).toContain('a refund that was done has come back')
  })

  test('that Stripe refuses for good is the operator’s', async () => {
    await cancel()
    server.answer(
      { status: 200, body: { object: 'list', data: [], has_more: false } },
      server.error(400, 'invalid_request_error', 'charge_disputed'),
    )
    await sendAllRefunds(site, stripe)
    expect(await refundOf()).toMatchObject({ status: 'refused', last_code: 'charge_disputed' })
    await site.database.kysely
      .updateTable('refunds')
      .set({ status: 'pending', ended_at: null, next_try_at: site.clock.now() })
      .where('status', '=', 'refused')
      .execute()
    await sendAllRefunds(site, stripe)
  })
})

test('a site in yen says so everywhere, and takes amounts without decimals', async () => {
  const { host, guest, house_id } = letting
  const { data } = await guest.get(`/orders/${order_id}`)
  expect(data.order).toMatchObject({ amount: 12_345, lines: [{ text: '¥12,345 × 1 晚' }] })
  const { data: told } = await host.get('/notices')
  expect(told.notices[0].text).toContain('（¥12,345）')
  expect((await guest.get('/payments/providers')).data.currency).toBe('JPY')
  const page = await (await fetch(`${site.origin}/houses/${house_id}`)).text()
  expect(page).toContain('<meta name="ihome-currency" content="JPY">')

  const days = { start_date: '2026-12-20', end_date: '2026-12-20' }
  const setPrice = (price: string) =>
    host.put(`/user/houses/${house_id}/calendar`, { ...days, price })
  expect(await setPrice('120.5')).toMatchObject({ errcode: '4103', data: { field: 'price' } })
  expect((await setPrice('9800')).errcode).toBe('0')
  const { data: quoted } = await guest.get(
    `/houses/${house_id}/quote?${new URLSearchParams({ ...days, guests: '1' })}`,
  )
  expect(quoted.quote).toMatchObject({ amount: 9_800, lines: [{ text: '¥9,800 × 1 晚' }] })
})

test('nothing of a key or a person is in the log', () => {
  const log = site.logged.join('\n')
  expect(log).not.toMatch(/nobody_may_see|example\.com/)
  expect(log).toContain('a callback of a payment was refused')
})
