import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  anotherHouse,
  type Letting,
  openLetting,
  order,
  orderIn,
  statusOf,
  traceOf,
} from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

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

const change = (member: Member, order_id: number | string, body: Record<string, unknown>) =>
  member.put(`/orders/${order_id}/status`, body)

const DONE = { status: 200, errcode: '0', errmsg: 'OK', data: undefined }
const WRONG = { status: 200, errcode: '4103', errmsg: '参数错误' }
const INVALID = {
  status: 200,
  errcode: '4201',
  errno: '4201',
  refusal: 'action_invalid',
  errmsg: '操作无效',
}

/** Whether somebody else can have the days of an order now. */
async function areFree(start_date: string): Promise<boolean> {
  const guest = await site.join()
  const stay = { house_id: letting.house_id, start_date, end_date: start_date }
  return (await guest.post('/orders', stay)).errcode === '0'
}

describe('accept', () => {
  test('moves the order on to its payment and keeps its days', async () => {
    const order_id = await order(letting, '2026-12-05')
    expect(await change(letting.host, order_id, { action: 'accept' })).toMatchObject(DONE)
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
    expect(await areFree('2026-12-05')).toBe(false)
  })

  test('once', async () => {
    const order_id = await order(letting, '2026-12-05')
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => change(letting.host, order_id, { action: 'accept' })),
    )
    expect(answers.filter((answer) => answer.errcode === '0')).toHaveLength(1)
    expect(answers.filter((answer) => answer.errcode === '4201')).toHaveLength(7)
    expect((await traceOf(site, order_id)).events).toHaveLength(2)
  })
})

describe('reject', () => {
  test('keeps the reason as the comment and frees the days at once', async () => {
    const order_id = await order(letting, '2026-12-05')
    const reason = '房屋临时检修 🙇'
    expect(await change(letting.host, order_id, { action: 'reject', reason })).toMatchObject(DONE)
    const { data } = await letting.guest.get(`/orders/${order_id}`)
    expect(data.order).toMatchObject({ status: 'REJECTED', comment: reason, actions: [] })
    expect(data.events.at(-1)).toMatchObject({ actor: 'host', to: 'REJECTED', reason })
    expect(await areFree('2026-12-05')).toBe(true)
  })

  test.each([undefined, '', '   ', '\n\t'])('needs a reason: %j is none', async (reason) => {
    const order_id = await order(letting, '2026-12-05')
    const before = await traceOf(site, order_id)
    expect(await change(letting.host, order_id, { action: 'reject', reason })).toMatchObject(WRONG)
    expect(await traceOf(site, order_id)).toEqual(before)
  })

  test.each([
    ['2000 characters', '好'.repeat(2000), '0'],
    ['2000 emoji', '🏠'.repeat(2000), '0'],
    ['2001 characters', '好'.repeat(2001), '4103'],
    ['NUL', 'a\u0000b', '4103'],
    ['half an emoji', 'a\ud83cb', '0'],
    ['a number', 5, '4103'],
    ['null', null, '4103'],
  ])('with %s for a reason', async (_what, reason, errcode) => {
    const order_id = await order(letting, '2026-12-05')
    expect((await change(letting.host, order_id, { action: 'reject', reason })).errcode).toBe(
      errcode,
    )
  })
})

describe('cancel', () => {
  test.each([
    ['guest', 'WAIT_ACCEPT'],
    ['guest', 'WAIT_PAYMENT'],
    ['guest', 'PAID'],
    ['host', 'WAIT_PAYMENT'],
    ['host', 'PAID'],
  ] as const)('by the %s in %s frees the days at once', async (who, status) => {
    const order_id = await orderIn(letting, status, '2026-12-05')
    expect(await areFree('2026-12-05')).toBe(false)
    const body = { action: 'cancel', reason: '计划有变' }
    expect(await change(letting[who], order_id, body)).toMatchObject(DONE)
    const { data } = await letting.guest.get(`/orders/${order_id}`)
    expect(data.order).toMatchObject({ status: 'CANCELED', comment: '' })
    // What follows, if anything, tells of the money's way back.
    const [canceled] = data.events.filter((event: { to: string }) => event.to === 'CANCELED')
    expect(canceled).toMatchObject({ actor: who, to: 'CANCELED', reason: '计划有变' })
    expect(await areFree('2026-12-05')).toBe(true)
  })

  test.each(['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID'] as const)(
    'by the guest in %s needs no reason',
    async (status) => {
      const order_id = await orderIn(letting, status)
      expect(await change(letting.guest, order_id, { action: 'cancel' })).toMatchObject(DONE)
    },
  )

  test.each(['WAIT_PAYMENT', 'PAID'] as const)('by the host in %s needs one', async (status) => {
    const order_id = await orderIn(letting, status)
    for (const reason of [undefined, '', '  '])
      expect(await change(letting.host, order_id, { action: 'cancel', reason })).toMatchObject(
        WRONG,
      )
    expect(await statusOf(site, order_id)).toBe(status)
  })

  test('by the host while the order waits for their word is not an action', async () => {
    const order_id = await order(letting, '2026-12-05')
    const body = { action: 'cancel', reason: '不方便' }
    expect(await change(letting.host, order_id, body)).toMatchObject(INVALID)
  })

  test('of a paid order ends with the first day', async () => {
    const first = await orderIn(letting, 'PAID', '2026-12-03')
    const second = await orderIn(letting, 'PAID', '2026-12-04')
    const body = { action: 'cancel', reason: '计划有变' }
    site.clock.set('2026-12-02T16:00:00Z')
    for (const who of [letting.guest, letting.host])
      expect(await change(who, first, body)).toMatchObject(INVALID)
    expect(await statusOf(site, first)).toBe('PAID')
    site.clock.set('2026-12-03T15:59:59Z')
    expect(await change(letting.guest, second, body)).toMatchObject(DONE)
  })

  test('twice at once happens once', async () => {
    const order_id = await orderIn(letting, 'PAID')
    const body = { action: 'cancel', reason: '计划有变' }
    const answers = await Promise.all(
      [letting.guest, letting.host, letting.guest, letting.host].map((who) =>
        change(who, order_id, body),
      ),
    )
    expect(answers.map((answer) => answer.errcode).sort()).toEqual(['0', '4201', '4201', '4201'])
  })
})

describe('who asks for what', () => {
  test('one answer for an order that there is not, is not theirs, or stands elsewhere', async () => {
    const waiting = await order(letting, '2026-12-05')
    const ended = await orderIn(letting, 'CANCELED', '2026-12-06')
    const stranger = await site.join()
    const before = await traceOf(site, waiting)
    const bodies = [{ action: 'accept' }, { action: 'cancel' }, { action: 'reject', reason: '否' }]
    for (const body of bodies)
      for (const [who, order_id] of [
        [stranger, 999_999],
        [letting.host, 0],
        [stranger, waiting],
        [letting.host, ended],
        [letting.guest, ended],
      ] as const) {
        const { headers, ...answer } = await change(who, order_id, body)
        expect(answer).toEqual(INVALID)
      }
    expect(await traceOf(site, waiting)).toEqual(before)
  })

  test('a wrong parameter is told first, whoever asks', async () => {
    const stranger = await site.join()
    const order_id = await order(letting, '2026-12-05')
    const bodies = [{}, { action: '' }, { action: 'pay' }, { action: null }, { action: 'reject' }]
    for (const body of bodies)
      for (const id of [order_id, 999_999])
        expect(await change(stranger, id, body)).toMatchObject(WRONG)
  })

  test.each(['pay', 'paid', 'expire', 'finish', 'comment', 'ACCEPT', 'accept ', 'constructor'])(
    '"%s" is not for this route',
    async (action) => {
      const order_id = await order(letting, '2026-12-05')
      for (const who of [letting.guest, letting.host])
        expect(await change(who, order_id, { action })).toMatchObject(WRONG)
      expect(await statusOf(site, order_id)).toBe('WAIT_ACCEPT')
    },
  )

  test('a session is needed', async () => {
    const order_id = await order(letting, '2026-12-05')
    const answer = await site.visitor().put(`/orders/${order_id}/status`, { action: 'accept' })
    expect(answer).toMatchObject({ status: 200, errcode: '4101' })
  })

  test('the id may not be anything', async () => {
    expect(await change(letting.host, 'abc', { action: 'accept' })).toMatchObject(WRONG)
  })
})
