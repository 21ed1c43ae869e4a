import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countRows, type Letting, openLetting } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site, { max_days: 30 })
})

const STAY = { start_date: '2026-12-05', end_date: '2026-12-07' }

const place = (
  key: string | undefined,
  { guest = letting.guest, ...body }: { guest?: Letting['guest']; [field: string]: unknown } = {},
) =>
  guest.post(
    '/orders',
    { house_id: letting.house_id, ...STAY, ...body },
    key === undefined ? {} : { 'idempotency-key': key },
  )

const ordersOf = async (guest = letting.guest) => (await guest.get('/user/orders')).data.orders

describe('the same key and body', () => {
  test('get the same answer and one order', async () => {
    const first = await place('a')
    expect(first.errcode).toBe('0')
    for (let again = 0; again < 3; again += 1)
      expect(await place('a')).toMatchObject({ errcode: '0', data: first.data })
    expect(await ordersOf()).toHaveLength(1)
  })

  test('get it on another server too', async () => {
    const first = await place('a')
    const other = await site.another()
    const headers = { cookie: letting.guest.cookie() ?? '', 'idempotency-key': 'a' }
    const again = await other
      .visitor()
      .post('/orders', { house_id: letting.house_id, ...STAY }, headers)
    await other.close()
    expect(again).toMatchObject({ errcode: '0', data: first.data })
    expect(await ordersOf()).toHaveLength(1)
  })

  test('get it after the order was cancelled and its days were taken by another', async () => {
    const first = await place('a')
    await letting.guest.put(`/orders/${first.data.order_id}/status`, { action: 'cancel' })
    const guest = await site.join()
    expect((await place(undefined, { guest })).errcode).toBe('0')
    expect(await place('a')).toMatchObject({ errcode: '0', data: first.data })
  })

  test('get it after midnight, when the first day has gone by', async () => {
    const first = await place('a', { start_date: '2026-12-01' })
    site.clock.set('2026-12-02T04:00:00Z')
    expect(await place('a', { start_date: '2026-12-01' })).toMatchObject({
      errcode: '0',
      data: first.data,
    })
    expect((await place('b', { start_date: '2026-12-01' })).errcode).toBe('4103')
  })

  test('get it when the house is named in text the second time', async () => {
    const first = await place('a')
    const again = await place('a', { house_id: String(letting.house_id) })
    expect(again).toMatchObject({ errcode: '0', data: first.data })
  })

  test('are refused again for days that were taken, though they are free by now', async () => {
    const guest = await site.join()
    const holder = await place(undefined, { guest })
    expect((await place('a')).errcode).toBe('4003')
    await guest.put(`/orders/${holder.data.order_id}/status`, { action: 'cancel' })
    expect(await place('a')).toMatchObject({ errcode: '4003', errmsg: '订单时间有冲突' })
    expect((await place('b')).errcode).toBe('0')
  })

  test('are refused again for a day gone by, a house, an owner and a length', async () => {
    const asked = [
      ['4103', { start_date: '2026-11-30' }],
      ['4002', { house_id: 999_999 }],
      ['4105', { guest: letting.host }],
      ['4103', { end_date: '2027-01-30' }],
    ] as const
    const answers = []
    for (const [index, [errcode, body]] of asked.entries()) {
      const answer = await place(`a${index}`, body)
      expect(answer.errcode).toBe(errcode)
      answers.push(answer.errmsg)
    }
    await site.database.kysely.updateTable('houses').set({ max_days: 0 }).execute()
    for (const [index, [errcode, body]] of asked.entries())
      expect(await place(`a${index}`, body)).toMatchObject({ errcode, errmsg: answers[index] })
  })

  test('make one order out of 30 requests at once', async () => {
    const before = await countRows(site)
    const answers = await Promise.all(Array.from({ length: 30 }, () => place('a')))
    expect(new Set(answers.map((answer) => answer.errcode))).toEqual(new Set(['0']))
    expect(new Set(answers.map((answer) => answer.data.order_id)).size).toBe(1)
    expect(await countRows(site)).toEqual({
      orders: Number(before['orders']) + 1,
      held_nights: Number(before['held_nights']) + 1,
      order_events: Number(before['order_events']) + 1,
      idempotency_keys: Number(before['idempotency_keys']) + 1,
    })
  })

  test('make one order out of 30 requests at once on two servers', async () => {
    const other = await site.another()
    const headers = { cookie: letting.guest.cookie() ?? '', 'idempotency-key': 'a' }
    const body = { house_id: letting.house_id, ...STAY }
    const visitor = other.visitor()
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 2 === 0 ? place('a') : visitor.post('/orders', body, headers),
      ),
    )
    await other.close()
    expect(new Set(answers.map((answer) => answer.data?.order_id)).size).toBe(1)
    expect(await ordersOf()).toHaveLength(1)
  })
})

describe('the same key and another body', () => {
  test.each([
    ['another last day', { end_date: '2026-12-08' }],
    ['another first day', { start_date: '2026-12-06' }],
    ['a house that does not exist', { house_id: 999_999 }],
    ['days gone by', { start_date: '2026-11-01' }],
  ])('%s: 422', async (_what, body) => {
    await place('a')
    const answer = await place('a', body)
    expect(answer).toMatchObject({ status: 422, errcode: '4201' })
    expect(await ordersOf()).toHaveLength(1)
  })

  test('is 422 as well where the first was refused', async () => {
    expect((await place('a', { house_id: 999_999 })).errcode).toBe('4002')
    expect((await place('a')).status).toBe(422)
    expect(await ordersOf()).toHaveLength(0)
  })

  test('at once: one of them counts, the others are 422', async () => {
    const answers = await Promise.all(
      ['2026-12-07', '2026-12-08', '2026-12-09'].map((end_date) => place('a', { end_date })),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422, 422])
    expect(await ordersOf()).toHaveLength(1)
  })
})

describe('a key', () => {
  test('of another user is another key', async () => {
    const first = await place('a')
    const guest = await site.join()
    expect((await place('a', { guest })).errcode).toBe('4003')
    const free = { guest, start_date: '2026-12-20', end_date: '2026-12-21' }
    const second = await place('b', free)
    expect(second.errcode).toBe('0')
    expect(await place('b', free)).toMatchObject({ data: second.data })
    expect(await place('a')).toMatchObject({ errcode: '0', data: first.data })
  })

  test('may have 255 characters', async () => {
    const first = await place('k'.repeat(255))
    expect(first.errcode).toBe('0')
    expect(await place('k'.repeat(255))).toMatchObject({ data: first.data })
    expect((await place(`${'k'.repeat(254)}x`)).errcode).toBe('4003')
  })

  test('of 256 characters is refused', async () => {
    const before = await countRows(site)
    expect(await place('k'.repeat(256))).toMatchObject({ status: 200, errcode: '4103' })
    expect(await countRows(site)).toEqual(before)
  })

  test('is not kept for a request without one', async () => {
    const before = await countRows(site)
    expect((await place(undefined)).errcode).toBe('0')
    expect((await countRows(site))['idempotency_keys']).toBe(before['idempotency_keys'])
    expect((await place(undefined)).errcode).toBe('4003')
  })
})
