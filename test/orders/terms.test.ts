import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { settleHostBalances } from '../../server/payments/pay-out.ts'
import {
  dayAfter,
  type Letting,
  openLetting,
  settle,
  statusOf,
  sweep,
  traceOf,
} from '../harness/lettings.ts'
import {
  expectSoundLedger,
  moneyOf,
  postAllStays,
  sendAllRefunds,
  totalsOf,
} from '../harness/payments.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

// A site that collects 6 %, a host who asks ¥80 for cleaning and ¥50 for each guest above two.
let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite({ tax: { kind: 'percent', basis_points: 600 } })
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site, { price_fen: 10_000, capacity: 4 })
})

const FEES = { cleaning: 8_000, extra_guest: 5_000, guests_included: 2 }
const set = (rules: object) =>
  letting.host.put(`/user/houses/${letting.house_id}/rules`, { rules: { ...NO_RULES, ...rules } })
const day = (days: number) => dayAfter(site, days)
const quote = async (first: number, last: number, guests: number | string = 1) =>
  (
    await letting.guest.get(
      `/houses/${letting.house_id}/quote?start_date=${day(first)}&end_date=${day(last)}&guests=${guests}`,
    )
  ).data.quote
const place = async (first: number, last: number, more: object = {}) =>
  letting.guest.post('/orders', {
    house_id: letting.house_id,
    start_date: day(first),
    end_date: day(last),
    ...more,
  })
const show = async (order_id: number, who: 'guest' | 'host' = 'guest') =>
  (await letting[who].get(`/orders/${order_id}`)).data
const cancel = (order_id: number, who: 'guest' | 'host' = 'guest') =>
  letting[who].put(`/orders/${order_id}/status`, { action: 'cancel', reason: '有变' })

/** A paid order of two nights for three guests, ten days ahead: ¥200, ¥100, ¥80 and ¥22.80. */
async function paidOrder(rules: object = {}): Promise<number> {
  await set({ fees: FEES, ...rules })
  const { data } = await place(10, 11, { guests: 3 })
  await letting.host.put(`/orders/${data.order_id}/status`, { action: 'accept' })
  await settle(letting, data.order_id)
  return data.order_id
}
const TOTAL = 40_280

describe('the lines of a price', () => {
  test('tell nights, fees and tax, are charged and kept as they were told', async () => {
    await set({ fees: FEES })
    const told = await quote(10, 11, 3)
    const kinds = told.lines.map((line: { kind: string; amount: number }) => [
      line.kind,
      line.amount,
    ])
    expect(kinds).toEqual([
      ['nights', 20_000],
      ['extra_guest', 10_000],
      ['cleaning', 8_000],
      ['tax', 2_280],
    ])
    expect(told).toMatchObject({ amount: TOTAL, deposit: 10_000, instant: false, bookable: true })
    expect((await place(10, 11, { guests: 3, amount: 30_280 })).refusal).toBe('price_changed')
    const { data } = await place(10, 11, { guests: 3, amount: TOTAL })
    await set({ fees: { ...FEES, cleaning: 1 } })
    const { order } = await show(data.order_id)
    expect(order).toMatchObject({ amount: TOTAL, guests: 3, lines: told.lines })
  })

  test('are told to the guests that come, and to no more than fit', async () => {
    await set({ fees: FEES })
    const amounts = await Promise.all(
      [2, 3, 4].map(async (guests) => (await quote(5, 5, guests)).amount),
    )
    expect(amounts).toEqual([19_080, 24_380, 29_680])
    expect(await quote(5, 5, 5)).toMatchObject({ bookable: false, refusal: 'too_many_guests' })
    const path = `/houses/${letting.house_id}/quote?start_date=${day(5)}&end_date=${day(5)}`
    for (const guests of ['0', '1000', 'x', '1.5'])
      expect((await letting.guest.get(`${path}&guests=${guests}`)).errcode).toBe('4103')
  })

  test('have the tax of a site also where the host has said nothing', async () => {
    const { amount } = await quote(10, 11)
    expect(amount).toBe(21_200)
    const { data } = await place(10, 11, { amount })
    expect((await show(data.order_id)).order).toMatchObject({
      amount,
      lines: [{}, { kind: 'tax' }],
    })
    await site.database.kysely
      .updateTable('houses')
      .set({ price_fen: 20_000 })
      .where('id', '=', letting.house_id)
      .execute()
    expect((await place(12, 12, { amount: 10_600 })).refusal).toBe('price_changed')
    expect((await place(12, 12, { amount: 21_200 })).errcode).toBe('0')
  })

  test('may be an amount a guest and night, of the first nights alone', async () => {
    const other = await site.another({ tax: { kind: 'guest_night', amount: 250, nights_max: 2 } })
    const stay = { start_date: day(10), end_date: day(12) }
    const visitor = other.visitor()
    const query = new URLSearchParams({ ...stay, guests: '2' })
    const { data } = await visitor.get(`/houses/${letting.house_id}/quote?${query}`)
    expect(data.quote.lines[1]).toMatchObject({ kind: 'tax', quantity: 4, amount: 1_000 })
    expect(data.quote.amount).toBe(31_000)
    await other.close()
  })
})

describe('what a guest who cancels gets back', () => {
  const TIERS = [
    { days: 8, percent: 80 },
    { days: 3, percent: 25 },
  ]
  const CUSTOM = { cancellation: { policy: 'custom', tiers: TIERS, free_hours: 0 } }

  test('is told at booking and on the order, until when and how much', async () => {
    const order_id = await paidOrder(CUSTOM)
    // What is kept of ¥200 for the nights, and 6 % of that: ¥42.40, ¥159, ¥212.
    const tiers = [
      { until: `${day(3)}T00:00:00+08:00`, percent: 80, refund: TOTAL - 4_240 },
      { until: `${day(8)}T00:00:00+08:00`, percent: 25, refund: TOTAL - 15_900 },
      { until: `${day(10)}T00:00:00+08:00`, percent: 0, refund: TOTAL - 21_200 },
    ]
    expect((await quote(10, 11, 3)).cancellation).toEqual({
      policy: 'custom',
      free_hours: 0,
      tiers,
    })
    for (const who of ['guest', 'host'] as const)
      expect((await show(order_id, who)).cancellation).toEqual({
        policy: 'custom',
        free_hours: 0,
        tiers,
        refund_now: TOTAL - 4_240,
        giveable: who === 'host' ? TOTAL - 2_280 : 0,
        paid: TOTAL,
        refunded: 0,
      })
  })

  test.each([
    [0, TOTAL - 4_240],
    [3, TOTAL - 15_900],
    [8, TOTAL - 21_200],
  ])('is what the order told, %i days later', async (days, refund) => {
    const order_id = await paidOrder(CUSTOM)
    await set({})
    site.clock.advance({ days })
    expect((await show(order_id)).cancellation.refund_now).toBe(refund)
    expect((await cancel(order_id)).errcode).toBe('0')
    const { refunds } = await moneyOf(site, order_id)
    expect(refunds).toMatchObject([{ cause: 'canceled', amount_fen: refund }])
    const { events, cancellation } = await show(order_id)
    expect(events.at(-1)).toMatchObject({ kind: 'refund_canceled', amount: refund })
    expect(cancellation).toMatchObject({ tiers: [], refund_now: 0, refunded: refund })
    const before = await totalsOf(site)
    await sendAllRefunds(site)
    await postAllStays(site, 1_000)
    await postAllStays(site, 1_000)
    // A tenth of what is the host's is the platform's; the tax is of what was kept.
    const kept = TOTAL - refund
    const tax = Math.round((kept * 6) / 106)
    const after = await totalsOf(site)
    const moved = (account: string) => (after[account] ?? 0) - (before[account] ?? 0)
    expect([moved('tax'), moved('platform'), moved('host')]).toEqual([
      -tax,
      -Math.floor((kept - tax) / 10),
      -(kept - tax - Math.floor((kept - tax) / 10)),
    ])
    await expectSoundLedger(site)
  })

  test('may be nothing, and the order is cancelled all the same', async () => {
    await set({
      cancellation: { policy: 'custom', tiers: [{ days: 30, percent: 100 }], free_hours: 0 },
    })
    const { data } = await place(10, 11)
    await letting.host.put(`/orders/${data.order_id}/status`, { action: 'accept' })
    await settle(letting, data.order_id)
    await set({})
    expect((await show(data.order_id)).cancellation).toMatchObject({
      refund_now: 0,
      tiers: [{ percent: 0, refund: 0 }],
    })
    expect((await cancel(data.order_id)).errcode).toBe('0')
    expect((await moneyOf(site, data.order_id)).refunds).toEqual([])
    await postAllStays(site)
    await expectSoundLedger(site)
  })

  test('is everything within the free hours after paying, but not once the stay begins', async () => {
    const order_id = await paidOrder({
      cancellation: { policy: 'strict', tiers: [], free_hours: 48 },
    })
    const { tiers } = (await show(order_id)).cancellation
    expect(tiers.map((tier: { percent: number }) => tier.percent)).toEqual([100, 50, 0])
    expect(tiers[0].until).toBe(`${day(2)}T12:00:00+08:00`)
    site.clock.advance({ hours: 47 })
    expect((await show(order_id)).cancellation.refund_now).toBe(TOTAL)
    site.clock.advance({ hours: 1 })
    expect((await show(order_id)).cancellation.refund_now).toBe(TOTAL - 10_600)
  })

  test('is everything when the host cancels, whatever the policy', async () => {
    const order_id = await paidOrder({
      cancellation: { policy: 'strict', tiers: [], free_hours: 0 },
    })
    site.clock.advance({ days: 9 })
    expect((await cancel(order_id, 'host')).errcode).toBe('0')
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([{ amount_fen: TOTAL }])
    await sendAllRefunds(site)
    await expectSoundLedger(site)
  })

  test('of an order from before there were policies is everything, until the day before', async () => {
    const order_id = await paidOrder(CUSTOM)
    await site.database.kysely
      .updateTable('orders')
      .set({ terms: null })
      .where('id', '=', order_id)
      .execute()
    site.clock.advance({ days: 9 })
    expect((await show(order_id)).cancellation.refund_now).toBe(TOTAL)
    site.clock.advance({ days: 1 })
    expect(await show(order_id)).toMatchObject({
      cancellation: { refund_now: 0, tiers: [] },
      order: { actions: [] },
    })
  })
})

test.each([
  [{ policy: 'custom', tiers: [], free_hours: 0 }],
  [{ policy: 'strict', tiers: [{ days: 1, percent: 10 }], free_hours: 0 }],
  [{ policy: 'custom', tiers: [{ days: 1, percent: 101 }], free_hours: 0 }],
  [{ policy: 'custom', tiers: [{ days: 0, percent: 10 }], free_hours: 0 }],
  [{ policy: 'kind', tiers: [], free_hours: 0 }],
  [{ policy: 'flexible', tiers: [], free_hours: 169 }],
  [{ policy: 'custom', free_hours: 0, tiers: [1, 2].map((percent) => ({ days: 1, percent })) }],
  // More would go back the later one cancels.
  [
    {
      policy: 'custom',
      free_hours: 0,
      tiers: [1, 5].map((days) => ({ days, percent: 60 - days })),
    },
  ],
  [
    {
      policy: 'custom',
      free_hours: 0,
      tiers: [1, 2, 3, 4, 5, 6].map((days) => ({ days, percent: days })),
    },
  ],
])('a policy %j is refused', async (cancellation) => {
  expect(await set({ cancellation })).toMatchObject({ status: 200, errcode: '4103' })
})

test('who leaves fees, policy and booking out of new rules leaves them as they are', async () => {
  await set({
    fees: FEES,
    booking: 'instant',
    cancellation: { policy: 'strict', tiers: [], free_hours: 2 },
  })
  const { fees: _fees, booking: _booking, cancellation: _cancellation, ...rest } = NO_RULES
  const path = `/user/houses/${letting.house_id}/rules`
  expect((await letting.host.put(path, { rules: { ...rest, week_percent: 5 } })).errcode).toBe('0')
  expect((await letting.host.get(path)).data.rules).toMatchObject({
    fees: FEES,
    booking: 'instant',
    cancellation: { policy: 'strict' },
    week_percent: 5,
  })
  expect(await set({ fees: { ...FEES, cleaning: -1 } })).toMatchObject({ errcode: '4103' })
  expect(await set({ booking: 'never' })).toMatchObject({ errcode: '4103' })
})

describe('a house that is booked at once', () => {
  test('has its orders wait for their payment', async () => {
    await set({ booking: 'instant' })
    expect(await quote(5, 6)).toMatchObject({ instant: true })
    const { data } = await place(5, 6)
    const { order, events } = await show(data.order_id)
    expect(order).toMatchObject({ status: 'WAIT_PAYMENT', due_at: '2026-12-01 12:30:00' })
    expect(order.actions).toEqual(['pay', 'cancel'])
    expect(events).toMatchObject([{ kind: 'placed', from: null, to: 'WAIT_PAYMENT' }])
    expect((await place(5, 6)).refusal).toBe('dates_taken')
    expect((await letting.host.get('/notices')).data.notices).toEqual([])
    await settle(letting, data.order_id)
    expect(await statusOf(site, data.order_id)).toBe('PAID')
    expect((await traceOf(site, data.order_id)).nights).toHaveLength(1)
  })

  test('may be so for guests alone who have stayed before', async () => {
    await set({ booking: 'instant_known' })
    const statusAfter = async (first: number) => {
      const { instant } = await quote(first, first)
      const { data } = await place(first, first)
      return [instant, (await show(data.order_id)).order.status]
    }
    expect(await statusAfter(3)).toEqual([false, 'WAIT_ACCEPT'])
    const [first] = (await letting.guest.get('/user/orders')).data.orders
    await letting.host.put(`/orders/${first.order_id}/status`, { action: 'accept' })
    await settle(letting, first.order_id)
    expect(await statusAfter(4)).toEqual([false, 'WAIT_ACCEPT'])
    await site.database.kysely
      .updateTable('orders')
      .set({ status: 'WAIT_COMMENT' })
      .where('id', '=', first.order_id)
      .execute()
    expect(await statusAfter(5)).toEqual([true, 'WAIT_PAYMENT'])
  })
})

describe('a host who gives something back', () => {
  const give = (order_id: number, amount: unknown, reason: unknown = '热水器坏了') =>
    letting.host.post(`/orders/${order_id}/refunds`, { amount, reason })

  test('does so in parts, up to what is theirs', async () => {
    const order_id = await paidOrder()
    expect((await give(order_id, 5_000)).errcode).toBe('0')
    expect((await give(order_id, 1)).errcode).toBe('0')
    expect(await give(order_id, TOTAL)).toMatchObject({
      refusal: 'refund_too_large',
      data: { problem: `must be 1 to ${TOTAL - 2_280 - 5_001}` },
    })
    const { events, cancellation } = await show(order_id)
    expect(events.at(-1)).toMatchObject({
      kind: 'refund_given',
      actor: 'host',
      amount: 1,
      reason: '热水器坏了',
    })
    expect(cancellation).toMatchObject({ refunded: 5_001, refund_now: TOTAL - 5_001 })
    // What was given is part of what comes back by the policy.
    await cancel(order_id)
    await sendAllRefunds(site)
    expect((await moneyOf(site, order_id)).refunds.map(({ amount_fen }) => amount_fen)).toEqual([
      5_000,
      1,
      TOTAL - 5_001,
    ])
    await expectSoundLedger(site)
  })

  test('may do so after the stay, until it was paid out', async () => {
    const order_id = await paidOrder()
    site.clock.advance({ days: 12 })
    await sweep(site)
    await postAllStays(site, 1_000)
    expect((await give(order_id, 10_000)).errcode).toBe('0')
    expect((await give(order_id, 10_001)).errcode).toBe('0')
    await sendAllRefunds(site)
    await expectSoundLedger(site)
    const earned = (await letting.host.get('/user/earnings')).data
    // ¥380 less ¥200.01, of which the platform has a tenth.
    expect(earned.months.find((month: { stays: number }) => month.stays)).toMatchObject({
      stays: 1,
      days: 2,
      gross: 17_999,
      fee: 1_799,
      net: 16_200,
    })
    expect(earned.due).toBe(16_200)
    const paid = await settleHostBalances(site.database.kysely, site.clock, site.clock.today())
    expect(paid.find(({ host_id }) => host_id === letting.host.person.id)?.amount_fen).toBe(16_200)
    expect(await give(order_id, 1)).toMatchObject({ errcode: '4201', refusal: 'paid_out' })
    await expectSoundLedger(site)
  })

  test('is their host, of an order that was paid, and says how much and why', async () => {
    const order_id = await paidOrder()
    for (const [amount, reason] of [
      [0, '好'],
      [-1, '好'],
      [1.5, '好'],
      ['100', '好'],
      [100, ' '],
      [100, null],
      [100, 'x'.repeat(501)],
    ])
      expect((await give(order_id, amount, reason)).errcode).toBe('4103')
    const { guest } = letting
    const asked = { amount: 1, reason: '好' }
    expect((await guest.post(`/orders/${order_id}/refunds`, asked)).refusal).toBe('action_invalid')
    const unpaid = (await place(20, 20)).data.order_id
    expect((await give(unpaid, 1)).refusal).toBe('action_invalid')
    expect((await give(999_999, 1)).refusal).toBe('action_invalid')
    expect((await moneyOf(site, order_id)).refunds).toEqual([])
  })
})
