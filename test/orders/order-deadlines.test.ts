import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderStatus } from '../../contract/order-terms.ts'
import { ROUTES } from '../../contract/routes.ts'
import {
  anotherHouse,
  type Letting,
  openLetting,
  order,
  orderIn,
  settle,
  statusOf,
  sweep,
  traceOf,
} from '../harness/lettings.ts'
import { expectSoundLedger, moneyOf, notify, paid, startPayment } from '../harness/payments.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await anotherHouse(letting)
})

/** The order's status after a sweep at each of two moments, a second apart. */
async function around(order_id: number, before: string, after: string) {
  const seen: (OrderStatus | undefined)[] = []
  for (const moment of [before, after]) {
    site.clock.set(moment)
    await sweep(site)
    seen.push(await statusOf(site, order_id))
  }
  return seen
}

const eventsOf = async (order_id: number) =>
  (await letting.guest.get(`/orders/${order_id}`)).data.events

test.each([
  ['WAIT_ACCEPT', '2026-12-02 12:00:00'],
  ['WAIT_PAYMENT', '2026-12-01 12:30:00'],
  ['PAID', '2026-12-08 00:00:00'],
  ['CANCELED', ''],
] as const)('an order in %s tells when it is moved on', async (status, due_at) => {
  const order_id = await orderIn(letting, status, '2026-12-05', '2026-12-07')
  expect((await letting.guest.get(`/orders/${order_id}`)).data.order.due_at).toBe(due_at)
  const { orders } = (await letting.host.get('/user/orders?role=landlord')).data
  expect(orders[0]).toMatchObject({ order_id, due_at })
})

describe('a host has 24 hours to accept', () => {
  test('and no more', async () => {
    const order_id = await order(letting, '2026-12-20')
    expect(await around(order_id, '2026-12-02T03:59:59Z', '2026-12-02T04:00:00Z')).toEqual([
      'WAIT_ACCEPT',
      'CANCELED',
    ])
    expect((await eventsOf(order_id)).at(-1)).toEqual({
      at: '2026-12-02 12:00:00',
      kind: 'expired',
      actor: 'system',
      from: 'WAIT_ACCEPT',
      to: 'CANCELED',
      reason: '',
    })
  })

  test('or until the first day begins, if that is sooner', async () => {
    const order_id = await order(letting, '2026-12-02', '2026-12-04')
    expect(await around(order_id, '2026-12-01T15:59:59Z', '2026-12-01T16:00:00Z')).toEqual([
      'WAIT_ACCEPT',
      'CANCELED',
    ])
  })

  test('or until the end of a stay’s first day that is already running', async () => {
    const order_id = await order(letting, '2026-12-01', '2026-12-03')
    expect(await around(order_id, '2026-12-01T15:59:59Z', '2026-12-01T16:00:00Z')).toEqual([
      'WAIT_ACCEPT',
      'CANCELED',
    ])
  })

  test('and may still accept in the last of them', async () => {
    const order_id = await order(letting, '2026-12-20')
    site.clock.set('2026-12-02T03:59:59Z')
    const { errcode } = await letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
    expect(errcode).toBe('0')
  })

  test('but not after it, swept or not', async () => {
    const order_id = await order(letting, '2026-12-20')
    site.clock.set('2026-12-02T04:00:00Z')
    const accept = () => letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
    expect(await accept()).toMatchObject({ errcode: '4201', errmsg: '操作无效' })
    expect(await statusOf(site, order_id)).toBe('WAIT_ACCEPT')
    await sweep(site)
    expect(await accept()).toMatchObject({ errcode: '4201' })
    expect(await statusOf(site, order_id)).toBe('CANCELED')
  })
})

describe('a guest has 30 minutes to pay', () => {
  test('from when the host accepted', async () => {
    const order_id = await order(letting, '2026-12-20')
    site.clock.set('2026-12-01T06:00:00Z')
    await letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
    expect(await around(order_id, '2026-12-01T06:29:59Z', '2026-12-01T06:30:00Z')).toEqual([
      'WAIT_PAYMENT',
      'CANCELED',
    ])
    expect((await eventsOf(order_id)).at(-1)).toMatchObject({
      actor: 'system',
      from: 'WAIT_PAYMENT',
      to: 'CANCELED',
    })
  })

  test('and keeps the days by paying in the last of them', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT', '2026-12-20')
    site.clock.set('2026-12-01T04:29:59Z')
    await settle(letting, order_id)
    expect(await around(order_id, '2026-12-01T04:30:00Z', '2026-12-20T04:00:00Z')).toEqual([
      'PAID',
      'PAID',
    ])
  })
})

describe('for a stay that ends within them', () => {
  const acceptedAt = async (moment: string) => {
    const order_id = await order(letting, '2026-12-01')
    site.clock.set(moment)
    await letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
    return order_id
  }

  test('a guest has until it ends', async () => {
    const order_id = await acceptedAt('2026-12-01T15:57:00Z')
    const { data } = await letting.guest.get(`/orders/${order_id}`)
    expect(data.order).toMatchObject({
      due_at: '2026-12-02 00:00:00',
      due: '2026-12-02T00:00:00+08:00',
    })
    expect(await around(order_id, '2026-12-01T15:59:59Z', '2026-12-01T16:00:00Z')).toEqual([
      'WAIT_PAYMENT',
      'CANCELED',
    ])
  })

  test.each(['swept', 'not swept yet'])('later money goes back as late: %s', async (when) => {
    const order_id = await acceptedAt('2026-12-01T15:57:00Z')
    const payment = await startPayment(letting, order_id)
    site.clock.set('2026-12-01T16:10:00Z')
    if (when === 'swept') await sweep(site)
    await notify(site, paid(payment))
    expect((await eventsOf(order_id)).slice(2)).toMatchObject([
      { kind: 'expired', actor: 'system', to: 'CANCELED' },
      { kind: 'refund_late', actor: 'payment', to: 'CANCELED' },
    ])
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([{ cause: 'late' }])
    expect((await traceOf(site, order_id)).nights).toEqual([])
    await expectSoundLedger(site)
  })
})

describe('a stay', () => {
  test('waits for its comment when its last day is over, and not before', async () => {
    const order_id = await orderIn(letting, 'PAID', '2026-12-05', '2026-12-07')
    expect(await around(order_id, '2026-12-07T15:59:59Z', '2026-12-07T16:00:00Z')).toEqual([
      'PAID',
      'WAIT_COMMENT',
    ])
    expect((await traceOf(site, order_id)).nights).toHaveLength(1)
  })

  test('then waits for ever', async () => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    expect(await around(order_id, '2027-12-01T00:00:00Z', '2036-12-01T00:00:00Z')).toEqual([
      'WAIT_COMMENT',
      'WAIT_COMMENT',
    ])
  })

  test.each(['COMPLETE', 'REJECTED', 'CANCELED'] as const)(
    'in %s is left alone',
    async (status) => {
      const order_id = await orderIn(letting, status)
      const before = await traceOf(site, order_id)
      site.clock.advance({ days: 400 })
      await sweep(site)
      expect(await traceOf(site, order_id)).toEqual(before)
    },
  )
})

describe('an order that expired', () => {
  test.each([
    ['WAIT_ACCEPT', { hours: 24 }],
    ['WAIT_PAYMENT', { minutes: 30 }],
  ] as const)('in %s gives its days back at once', async (status, time) => {
    const order_id = await orderIn(letting, status, '2026-12-20', '2026-12-22')
    const other = { ...letting, guest: await site.join() }
    await expect(order(other, '2026-12-21')).rejects.toThrow('4003')
    site.clock.advance(time)
    await sweep(site)
    expect((await traceOf(site, order_id)).nights).toEqual([])
    await order(other, '2026-12-20', '2026-12-22')
  })

  test('cannot be cancelled, paid or commented on any more', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT')
    site.clock.advance({ minutes: 30 })
    await sweep(site)
    const before = await traceOf(site, order_id)
    const { guest } = letting
    const cancelled = await guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    const commented = await guest.put(`/orders/${order_id}/comment`, { comment: '好' })
    await expect(settle(letting, order_id)).rejects.toThrow('4201')
    expect([cancelled.errcode, commented.errcode]).toEqual(['4201', '4201'])
    expect(await traceOf(site, order_id)).toEqual(before)
  })
})

describe('many servers that sweep at once', () => {
  test('move each order once', async () => {
    const days = Array.from({ length: 12 }, (_, index) => `2026-12-${index + 10}`)
    const orders = await Promise.all(days.map((day) => order(letting, day)))
    const others = await Promise.all([site.another(), site.another(), site.another()])
    site.clock.set('2026-12-02T04:00:00Z')
    const sweeps = await Promise.all([site, ...others, site, ...others].map(sweep))
    const moved = sweeps.flatMap((counts) => [...counts.values()])
    expect(moved.reduce((sum, count) => sum + count)).toBe(orders.length)
    for (const order_id of orders) {
      const { order: row, events, nights } = await traceOf(site, order_id)
      expect(row).toMatchObject({ status: 'CANCELED', due_at: null })
      expect(events.map((event) => event.to_status)).toEqual(['CANCELED', 'WAIT_ACCEPT'])
      expect(nights).toEqual([])
    }
    for (const other of others) await other.close()
  })

  test('and people who act meanwhile: one of them wins, and the other is told', async () => {
    const order_id = await order(letting, '2026-12-20')
    site.clock.set('2026-12-02T04:00:00Z')
    const [, rejected] = await Promise.all([
      sweep(site),
      letting.host.put(`/orders/${order_id}/status`, { action: 'reject', reason: '否' }),
      sweep(site),
    ])
    const { order: row, events } = await traceOf(site, order_id)
    expect(row?.status).toBe(rejected.errcode === '0' ? 'REJECTED' : 'CANCELED')
    expect(events).toHaveLength(2)
  })
})

describe('PAID', () => {
  test('is told by the payment alone', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT')
    await settle(letting, order_id)
    expect((await eventsOf(order_id)).at(-1)).toMatchObject({
      actor: 'payment',
      from: 'WAIT_PAYMENT',
      to: 'PAID',
    })
    await expect(settle(letting, order_id)).rejects.toThrow('4201')
  })

  test('is told once when the payment is told many times at once', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT')
    const payment = paid(await startPayment(letting, order_id))
    await Promise.all(Array.from({ length: 6 }, () => notify(site, payment)))
    expect((await traceOf(site, order_id)).events).toHaveLength(3)
  })

  test('is not where any public route leads', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT')
    const bodies = ['pay', 'paid', 'settle', 'PAID', 'finish', 'accept'].map((action) => ({
      action,
      status: 'PAID',
      reason: '已付款',
      comment: '已付款',
      house_id: letting.house_id,
      start_date: '2026-12-20',
      end_date: '2026-12-20',
      order_id,
    }))
    for (const who of [letting.guest, letting.host, await site.join()])
      for (const { method, path } of ROUTES.filter(
        (route) => route.method !== 'DELETE' && !route.stream,
      )) {
        for (const body of method === 'GET' ? [undefined] : bodies)
          await who.call(method, path.replace('{id}', String(order_id)), { body })
        expect(await statusOf(site, order_id), `${method} ${path}`).toBe('WAIT_PAYMENT')
      }
  })
})
