import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { sweepChanges } from '../../server/orders/changes/sweep-changes.ts'
import {
  dayAfter,
  type Letting,
  openLetting,
  order,
  settle,
  statusOf,
  sweep,
  traceOf,
} from '../harness/lettings.ts'
import {
  expectSoundLedger,
  moneyOf,
  notify,
  paid,
  postAllStays,
  sendAllRefunds,
} from '../harness/payments.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

// ¥100 a night, ¥30 for cleaning, ¥20 for a second guest; 10 % for the town.
let site: Site
let letting: Letting
let order_id: number
beforeAll(async () => {
  site = await openSite({ tax: { kind: 'percent', basis_points: 1_000 } })
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site, { price_fen: 10_000, capacity: 2 })
  await set({})
  order_id = await order(letting, day(10), day(12))
  await letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
  await settle(letting, order_id)
})

const FEES = { cleaning: 3_000, extra_guest: 2_000, guests_included: 1 }
const BOUGHT = 36_300
const set = (rules: object) =>
  letting.host.put(`/user/houses/${letting.house_id}/rules`, {
    rules: { ...NO_RULES, fees: FEES, ...rules },
  })
const day = (days: number) => dayAfter(site, days)
type Who = 'guest' | 'host'
const propose = (who: Who, first: number, last: number, more: object = {}) =>
  letting[who].post(`/orders/${order_id}/changes`, {
    start_date: day(first),
    end_date: day(last),
    ...more,
  })
const proposed = async (who: Who, first: number, last: number, more: object = {}) =>
  (await propose(who, first, last, more)).data.change_id as number
const answer = (who: Who, change_id: number, action: string) =>
  letting[who].put(`/orders/${order_id}/changes/${change_id}`, { action })
const show = async (who: Who = 'guest') => (await letting[who].get(`/orders/${order_id}`)).data
const isFree = async (first: number, last = first) =>
  (
    await site
      .visitor()
      .get(`/houses/${letting.house_id}/quote?start_date=${day(first)}&end_date=${day(last)}`)
  ).data.quote.bookable
const startDifference = async () => {
  const { data } = await letting.guest.post(`/orders/${order_id}/payment`, {})
  const out_trade_no = new URL(data.pay_url, 'http://site').searchParams.get('out_trade_no')
  const { payments } = await moneyOf(site, order_id)
  return payments.find((one) => one.out_trade_no === out_trade_no) as (typeof payments)[number]
}

describe('a change that costs more', () => {
  test('holds its nights as it is accepted, and is done as it is paid', async () => {
    await set({ weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, price: 15_000 })) })
    const change_id = await proposed('guest', 11, 14, { guests: 2 })
    // Two nights as they were bought, two of today's price, four of a second guest: ¥671.
    const cost = 67_100
    expect((await show('host')).changes).toMatchObject([
      {
        change_id,
        by: 'guest',
        amount: cost,
        difference: cost - BOUGHT,
        status: 'open',
        actions: ['accept', 'refuse'],
        lines: [{ amount: 20_000 }, { amount: 30_000 }, { amount: 8_000 }, {}, { kind: 'tax' }],
      },
    ])
    expect((await show()).changes[0].actions).toEqual(['withdraw'])
    expect(await isFree(13)).toBe(true)
    expect((await answer('host', change_id, 'accept')).errcode).toBe('0')
    // Nothing is paid yet: both are held, and the order is what it was.
    expect([await isFree(10), await isFree(13), await isFree(14)]).toEqual([false, false, false])
    expect((await show()).order).toMatchObject({ end_date: day(12), amount: BOUGHT, guests: 1 })
    expect((await show()).changes[0]).toMatchObject({
      status: 'accepted',
      due: '2026-12-01T12:30:00+08:00',
      actions: ['pay', 'withdraw'],
    })
    const payment = await startDifference()
    expect(payment.amount_fen).toBe(cost - BOUGHT)
    await notify(site, paid(payment))
    await notify(site, paid(payment))
    const { order: changed, changes, events } = await show()
    expect(changed).toMatchObject({
      status: 'PAID',
      start_date: day(11),
      end_date: day(14),
      guests: 2,
      amount: cost,
    })
    expect(changes[0]).toMatchObject({ status: 'done', actions: [] })
    expect(events.slice(-3).map(({ kind }: { kind: string }) => kind)).toEqual([
      'change_proposed',
      'change_accepted',
      'order_changed',
    ])
    expect([await isFree(10), await isFree(11, 14)]).toEqual([true, false])
    expect((await traceOf(site, order_id)).nights).toHaveLength(1)
    const notices = (await letting.host.get('/notices')).data.notices
    expect(notices.map(({ kind }: { kind: string }) => kind).slice(0, 2)).toEqual([
      'order_changed',
      'change_proposed',
    ])
    await expectSoundLedger(site)
    // Cancelled, both payments go back.
    await letting.host.put(`/orders/${order_id}/status`, { action: 'cancel', reason: '有变' })
    expect((await moneyOf(site, order_id)).refunds.map((one) => one.amount_fen)).toEqual([
      cost - BOUGHT,
      BOUGHT,
    ])
    await sendAllRefunds(site)
    await expectSoundLedger(site)
  })

  test('that is not paid in time frees its nights; money that comes later goes back', async () => {
    const change_id = await proposed('host', 10, 14)
    await answer('guest', change_id, 'accept')
    const payment = await startDifference()
    site.clock.advance({ minutes: 31 })
    expect((await show()).changes[0]).toMatchObject({ status: 'lapsed', actions: [] })
    await sweepChanges(site.database.kysely, site.clock)
    expect([await isFree(13, 14), await isFree(12)]).toEqual([true, false])
    expect((await show()).events.at(-1)).toMatchObject({ kind: 'change_lapsed', actor: 'system' })
    await notify(site, paid(payment))
    expect((await show()).order).toMatchObject({ end_date: day(12), amount: BOUGHT })
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([
      { cause: 'late', amount_fen: payment.amount_fen },
    ])
    await sendAllRefunds(site)
    await expectSoundLedger(site)
  })

  test('ends with its order, and holds nothing then', async () => {
    const change_id = await proposed('guest', 10, 14)
    await answer('host', change_id, 'accept')
    const payment = await startDifference()
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    expect(await isFree(10, 14)).toBe(true)
    expect((await show()).changes[0]).toMatchObject({ status: 'lapsed' })
    await notify(site, paid(payment))
    expect(await statusOf(site, order_id)).toBe('CANCELED')
    await sendAllRefunds(site)
    await expectSoundLedger(site)
  })
})

describe('a change that costs less', () => {
  test('is done as it is accepted, and the difference goes back', async () => {
    const change_id = await proposed('host', 11, 12)
    expect((await answer('guest', change_id, 'accept')).errcode).toBe('0')
    expect((await show()).order).toMatchObject({ start_date: day(11), amount: BOUGHT - 11_000 })
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([
      { cause: 'changed', amount_fen: 11_000 },
    ])
    expect(await isFree(10)).toBe(true)
    await sendAllRefunds(site)
    await expectSoundLedger(site)
  })

  test('may be leaving early: the rest is for sale at once', async () => {
    site.clock.advance({ days: 11 })
    // The stay keeps its first day.
    expect((await propose('guest', 0, 1)).refusal).toBe('dates_invalid')
    const change_id = await proposed('guest', -1, 0)
    expect((await answer('host', change_id, 'accept')).errcode).toBe('0')
    expect(await isFree(1)).toBe(true)
    expect((await show()).order).toMatchObject({ status: 'PAID', end_date: day(0) })
    site.clock.advance({ days: 1 })
    await sweep(site)
    expect(await statusOf(site, order_id)).toBe('WAIT_COMMENT')
    await sendAllRefunds(site)
    await postAllStays(site, 1_000)
    await expectSoundLedger(site)
  })
})

describe('what is proposed', () => {
  test('is one thing at a time, and answered by the other side', async () => {
    const change_id = await proposed('guest', 10, 11)
    expect((await propose('host', 10, 13)).refusal).toBe('change_open')
    for (const [who, action] of [
      ['guest', 'accept'],
      ['guest', 'refuse'],
      ['host', 'withdraw'],
    ] as const)
      expect((await answer(who, change_id, action)).refusal).toBe('action_invalid')
    expect((await answer('host', change_id, 'no')).errcode).toBe('4103')
    expect((await answer('host', change_id, 'refuse')).errcode).toBe('0')
    expect((await answer('host', change_id, 'accept')).refusal).toBe('action_invalid')
    const next = await proposed('host', 10, 11)
    expect((await answer('host', next, 'withdraw')).errcode).toBe('0')
    expect((await show()).changes.map(({ status }: { status: string }) => status)).toEqual([
      'withdrawn',
      'refused',
    ])
    const stranger = await site.join()
    expect(
      (await stranger.put(`/orders/${order_id}/changes/${next}`, { action: 'accept' })).refusal,
    ).toBe('action_invalid')
    const asked = { start_date: day(10), end_date: day(11) }
    expect((await stranger.post(`/orders/${order_id}/changes`, asked)).refusal).toBe(
      'action_invalid',
    )
  })

  test('is no more once its time has passed', async () => {
    const change_id = await proposed('guest', 10, 11)
    site.clock.advance({ hours: 25 })
    expect((await answer('host', change_id, 'accept')).refusal).toBe('action_invalid')
    expect((await propose('guest', 9, 10)).errcode).toBe('0')
  })

  test('changes something, is no day gone by, and fits the house', async () => {
    for (const [first, last, more, refusal] of [
      [10, 12, {}, 'params_invalid'],
      [12, 10, {}, 'dates_invalid'],
      [-1, 12, {}, 'dates_invalid'],
      [10, 900, {}, 'dates_invalid'],
      [10, 12, { guests: 3 }, 'too_many_guests'],
      [10, 12, { guests: 0 }, 'params_invalid'],
      [10, 12, { end_date: 'tomorrow' }, 'dates_invalid'],
    ] as const)
      expect(await propose('guest', first, last, more)).toMatchObject({ errcode: '4103', refusal })
    const unpaid = await order(letting, day(20))
    const asked = { start_date: day(20), end_date: day(21) }
    expect((await letting.guest.post(`/orders/${unpaid}/changes`, asked)).refusal).toBe(
      'action_invalid',
    )
    expect((await show()).changes).toEqual([])
  })

  test('is bounded', async () => {
    for (let count = 0; count < 20; count += 1)
      await answer('guest', await proposed('guest', 10, 11), 'withdraw')
    expect((await propose('guest', 10, 11)).refusal).toBe('changes_spent')
  })

  test('stays open where somebody has the nights, whatever it costs', async () => {
    const other = { ...letting, guest: await site.join() }
    for (const [first, last, taken] of [
      [10, 13, 13],
      [14, 15, 15],
      [16, 17, 17],
    ] as const) {
      const change_id = await proposed('guest', first, last)
      await order(other, day(taken))
      const before = await traceOf(site, order_id)
      expect((await answer('host', change_id, 'accept')).refusal).toBe('dates_taken')
      expect((await show()).changes[0].status).toBe('open')
      expect(await traceOf(site, order_id)).toEqual(before)
      await answer('guest', change_id, 'withdraw')
      expect((await propose('guest', first, last)).refusal).toBe('dates_taken')
    }
    await expectSoundLedger(site)
  })
})
