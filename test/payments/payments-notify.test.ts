import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { API_PREFIX } from '../../contract/route.ts'
import { createSandbox } from '../../server/payments/providers/sandbox.ts'
import { type Letting, openLetting, order, orderIn, sweep, traceOf } from '../harness/lettings.ts'
import {
  closed,
  expectSoundLedger,
  moneyOf,
  notify,
  notifyRaw,
  paid,
  SANDBOX,
  type Started,
  sendAllRefunds,
  startPayment,
  unpaid,
} from '../harness/payments.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site)
})
afterEach(() => expectSoundLedger(site))
afterAll(() => site.close())

/** An order that waits for its payment, and the payment. */
async function waiting(): Promise<{ order_id: number; payment: Started }> {
  const order_id = await orderIn(letting, 'WAIT_PAYMENT')
  return { order_id, payment: await startPayment(letting, order_id) }
}

const allOf = async (order_id: number) => [
  await traceOf(site, order_id),
  await moneyOf(site, order_id),
]
const statusOf = async (order_id: number) => (await traceOf(site, order_id)).order?.status
/** What the guest sees of it: who moved the order where, and why. */
const eventsOf = async (order_id: number) =>
  (await letting.guest.get(`/orders/${order_id}`)).data.events.slice(2)

describe('a notify', () => {
  test('of a payment makes its order PAID, and is answered as the provider wants', async () => {
    const { order_id, payment } = await waiting()
    expect(await notifyRaw(site, paid(payment))).toBe('success')
    expect(await eventsOf(order_id)).toMatchObject([
      { actor: 'payment', from: 'WAIT_PAYMENT', to: 'PAID' },
    ])
    expect(await moneyOf(site, order_id)).toMatchObject({
      payments: [{ status: 'paid', trade_no: expect.stringMatching(/^sandbox-/) }],
      refunds: [],
      inbox: 1,
    })
  })

  test('that is repeated changes nothing more, whatever has become of the order', async () => {
    const { order_id, payment } = await waiting()
    await notify(site, paid(payment))
    const once = await allOf(order_id)
    await notify(site, paid(payment))
    expect(await allOf(order_id)).toEqual(once)

    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    await sendAllRefunds(site)
    const canceled = await allOf(order_id)
    await notify(site, paid(payment))
    expect(await allOf(order_id)).toEqual(canceled)
  })

  test('that comes many times at once, on two servers, has one effect', async () => {
    const other = await site.another()
    for (let round = 0; round < 3; round += 1) {
      const { order_id, payment } = await waiting()
      await Promise.all(
        Array.from({ length: 12 }, (_, turn) => notify(turn % 2 ? site : other, paid(payment))),
      )
      expect(await statusOf(order_id)).toBe('PAID')
      expect(await moneyOf(site, order_id)).toMatchObject({ refunds: [], inbox: 1 })
      letting = await openLetting(site)
    }
    await other.close()
  })

  test('that the payment was closed comes before or after that it was paid: it is paid', async () => {
    for (const tell of [
      [closed, paid],
      [paid, closed],
      [unpaid, closed, unpaid, paid, closed],
    ]) {
      letting = await openLetting(site)
      const { order_id, payment } = await waiting()
      for (const word of tell) await notify(site, word(payment))
      expect(await statusOf(order_id)).toBe('PAID')
      expect((await moneyOf(site, order_id)).payments).toMatchObject([{ status: 'paid' }])
    }
  })

  test('that nothing came of a payment leaves the order waiting', async () => {
    const { order_id, payment } = await waiting()
    await notify(site, unpaid(payment))
    expect(await statusOf(order_id)).toBe('WAIT_PAYMENT')
    await notify(site, closed(payment))
    expect(await statusOf(order_id)).toBe('WAIT_PAYMENT')
    expect((await moneyOf(site, order_id)).payments).toMatchObject([{ status: 'closed' }])
  })
})

describe('nothing changes, and nobody is told success, where a notify', () => {
  const stranger = createSandbox('the secret of another site, 32 characters')
  test.each<[string, (payment: Started) => Record<string, string>, string]>([
    ['is not signed', (payment) => without(paid(payment), 'sign'), '4004'],
    ['is signed by somebody else', (payment) => stranger.signTrade(success(payment)), '4004'],
    [
      'has another amount than was signed',
      (payment) => ({ ...paid(payment), total_amount: '0.01' }),
      '4004',
    ],
    [
      'has one parameter more than was signed',
      (payment) => ({ ...paid(payment), more: '1' }),
      '4004',
    ],
    [
      'has one parameter less than was signed',
      (payment) => without(paid(payment), 'trade_no'),
      '4004',
    ],
    [
      'is about too little money',
      (payment) => SANDBOX.signTrade({ ...success(payment), amount_fen: payment.amount_fen - 1 }),
      '4004',
    ],
    [
      'is about too much money',
      (payment) => SANDBOX.signTrade({ ...success(payment), amount_fen: payment.amount_fen * 100 }),
      '4004',
    ],
    [
      'is for another app',
      (payment) => SANDBOX.sign({ ...paid(payment), app_id: 'another' }),
      '4004',
    ],
    [
      'is about a payment that there is not',
      (payment) =>
        SANDBOX.signTrade({ ...success(payment), out_trade_no: `${payment.out_trade_no}0` }),
      '4002',
    ],
    [
      'is about something that is no name',
      (payment) => SANDBOX.signTrade({ ...success(payment), out_trade_no: "\u0000'; --" }),
      '4002',
    ],
    [
      'has a status that there is not',
      (payment) =>
        SANDBOX.signTrade({ ...success(payment), trade_status: 'TRADE_PAID' as 'TRADE_SUCCESS' }),
      '4004',
    ],
  ])('%s', async (_what, made, errcode) => {
    const { order_id, payment } = await waiting()
    const before = await allOf(order_id)
    expect(JSON.parse(await notifyRaw(site, made(payment)))).toMatchObject({ errcode })
    expect(await allOf(order_id)).toEqual(before)
  })

  test('comes to the door of another provider', async () => {
    const { order_id, payment } = await waiting()
    const before = await allOf(order_id)
    for (const provider of ['alipay', 'nobody', '..'])
      expect(await notifyRaw(site, paid(payment), provider)).not.toBe('success')
    expect(await allOf(order_id)).toEqual(before)
  })

  test.each([
    [
      'application/json',
      (text: string) => JSON.stringify(Object.fromEntries(new URLSearchParams(text))),
    ],
    ['text/plain', (text: string) => text],
    ['multipart/form-data; boundary=x', (text: string) => text],
    ['application/x-www-form-urlencoded', (text: string) => `${text}&sign=again`],
    ['application/x-www-form-urlencoded', () => ''],
    ['application/x-www-form-urlencoded', (text: string) => text + '&a=1'.repeat(200)],
  ])('comes as %s that is not what is agreed', async (type, made) => {
    const { order_id, payment } = await waiting()
    const before = await allOf(order_id)
    const answer = await site.visitor().call('POST', '/payments/notify/sandbox', {
      body: made(new URLSearchParams(paid(payment)).toString()),
      headers: { 'content-type': type },
    })
    expect(answer).toMatchObject({ errcode: '4103' })
    expect(await allOf(order_id)).toEqual(before)
  })

  test('comes from the page of another site', async () => {
    const { order_id, payment } = await waiting()
    const answer = await fetch(`${site.origin}${API_PREFIX}/payments/notify/sandbox`, {
      method: 'POST',
      body: new URLSearchParams(paid(payment)),
      headers: { origin: 'https://evil.example' },
    })
    expect(await answer.json()).toMatchObject({ errcode: '4201' })
    expect(await statusOf(order_id)).toBe('WAIT_PAYMENT')
  })
})

describe('a payment goes back by itself, once,', () => {
  test.each(['guest', 'host'] as const)('when the %s had cancelled before it came', async (who) => {
    const { order_id, payment } = await waiting()
    await letting[who].put(`/orders/${order_id}/status`, { action: 'cancel', reason: '有变' })
    await notify(site, paid(payment))
    await notify(site, paid(payment))
    await sendAllRefunds(site)
    await sendAllRefunds(site)
    expect(await eventsOf(order_id)).toMatchObject([
      { actor: who, to: 'CANCELED' },
      { actor: 'payment', from: 'CANCELED', to: 'CANCELED', kind: 'refund_late' },
      { actor: 'payment', from: 'CANCELED', to: 'CANCELED', kind: 'refund_done' },
    ])
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([
      { cause: 'late', status: 'done', tries: 1 },
    ])
    expect((await traceOf(site, order_id)).nights).toEqual([])
  })

  test('when the time to pay has passed, also where somebody else has the nights now', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT', '2026-12-20', '2026-12-22')
    const payment = await startPayment(letting, order_id)
    site.clock.advance({ minutes: 30 })
    await sweep(site)
    const other = { ...letting, guest: await site.join() }
    await order(other, '2026-12-20', '2026-12-22')
    await notify(site, paid(payment))
    await sendAllRefunds(site)
    expect(await statusOf(order_id)).toBe('CANCELED')
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([
      { cause: 'late', status: 'done' },
    ])
  })

  test('when the deadline and the payment come at one moment, whichever is first', async () => {
    const other = await site.another()
    const seen = new Set<unknown>()
    for (let round = 0; round < 6; round += 1) {
      letting = await openLetting(site)
      site.clock.set(NOON)
      const { order_id, payment } = await waiting()
      site.clock.advance({ minutes: 30 })
      await Promise.all([
        round % 2 ? sweep(site) : notify(other, paid(payment)),
        round % 2 ? notify(other, paid(payment)) : sweep(site),
      ])
      await sweep(site)
      const status = await statusOf(order_id)
      const { refunds } = await moneyOf(site, order_id)
      expect(refunds.map(({ cause }) => cause)).toEqual(status === 'PAID' ? [] : ['late'])
      seen.add(status)
      await expectSoundLedger(site)
    }
    expect([...seen].every((status) => status === 'PAID' || status === 'CANCELED')).toBe(true)
    await other.close()
  })

  test('when another payment of the order came before it, at any time', async () => {
    const { order_id, payment } = await waiting()
    await notify(site, closed(payment))
    const second = await startPayment(letting, order_id)
    expect(second.out_trade_no).not.toBe(payment.out_trade_no)
    await Promise.all([notify(site, paid(payment)), notify(site, paid(second))])
    await notify(site, paid(payment))
    await sendAllRefunds(site)
    const { payments, refunds } = await moneyOf(site, order_id)
    expect(payments.map(({ status }) => status)).toEqual(['paid', 'paid'])
    expect(refunds).toMatchObject([{ cause: 'double', status: 'done', tries: 1 }])
    expect(await eventsOf(order_id)).toMatchObject([
      { from: 'WAIT_PAYMENT', to: 'PAID' },
      { actor: 'payment', from: 'PAID', to: 'PAID', kind: 'refund_double' },
      { actor: 'payment', from: 'PAID', to: 'PAID', kind: 'refund_done' },
    ])
  })
})

const success = (payment: Started) => ({ ...payment, trade_status: 'TRADE_SUCCESS' }) as const

function without(parameters: Record<string, string>, name: string): Record<string, string> {
  const { [name]: _, ...rest } = parameters
  return rest
}
