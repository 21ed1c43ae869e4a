import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  anotherHouse,
  countRows,
  type Letting,
  openLetting,
  order,
  orderIn,
} from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

// What the site before this one did wrong. Each test would fail there.
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

const place = (body: Record<string, unknown>) =>
  letting.guest.post('/orders', { house_id: letting.house_id, ...body })

test.each(['REJECTED', 'CANCELED'] as const)(
  'an order in %s does not keep others from its days',
  async (status) => {
    await orderIn(letting, status, '2026-12-05', '2026-12-08')
    expect((await place({ start_date: '2026-12-06', end_date: '2026-12-07' })).errcode).toBe('0')
  },
)

test.each(['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID', 'WAIT_COMMENT', 'COMPLETE'] as const)(
  'an order in %s does',
  async (status) => {
    await orderIn(letting, status, '2026-12-05', '2026-12-08')
    site.clock.set(NOON)
    expect((await place({ start_date: '2026-12-08', end_date: '2026-12-09' })).errcode).toBe('4003')
  },
)

test('under load, on two servers, overlapping stays are booked once', async () => {
  const other = await site.another()
  const before = await countRows(site)
  const headers = { cookie: letting.guest.cookie() ?? '' }
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => {
      const first = 10 + (index % 5)
      const stay = {
        house_id: letting.house_id,
        start_date: `2026-12-${first}`,
        end_date: `2026-12-${first + 5}`,
      }
      const server = index % 2 === 0 ? site : other
      return server.visitor().post('/orders', stay, headers)
    }),
  )
  await other.close()
  const errcodes = answers.map((answer) => answer.errcode)
  expect(errcodes.filter((errcode) => errcode === '0')).toHaveLength(1)
  // The queued version told everybody else of a database error.
  expect(errcodes.filter((errcode) => errcode === '4003')).toHaveLength(39)
  expect((await countRows(site))['held_nights']).toBe(Number(before['held_nights']) + 1)
})

test('a last day before the first is refused', async () => {
  const answer = await place({ start_date: '2026-12-08', end_date: '2026-12-05' })
  expect(answer).toMatchObject({ status: 200, errcode: '4103', errmsg: '日期信息有误' })
})

test('days gone by are refused', async () => {
  const answer = await place({ start_date: '2026-11-28', end_date: '2026-11-29' })
  expect(answer).toMatchObject({ status: 200, errcode: '4103', errmsg: '日期信息有误' })
})

test('a house that does not exist is refused', async () => {
  const stay = { start_date: '2026-12-05', end_date: '2026-12-05' }
  expect(await place({ house_id: 999_999, ...stay })).toMatchObject({
    status: 200,
    errcode: '4002',
  })
})

test('an order that does not exist is an invalid action, not a fault', async () => {
  const invalid = { status: 200, errcode: '4201', errmsg: '操作无效' }
  const { host, guest } = letting
  expect(await host.put('/orders/999999/status', { action: 'accept' })).toMatchObject(invalid)
  expect(await guest.put('/orders/999999/comment', { comment: '好' })).toMatchObject(invalid)
})

test('an order that was decided already is an invalid action, not a fault', async () => {
  const order_id = await order(letting, '2026-12-05')
  const accept = () => letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
  expect((await accept()).errcode).toBe('0')
  expect((await accept()).errcode).toBe('4201')
})

test('a session ends some day', async () => {
  const guest = await site.join()
  expect((await guest.get('/session')).errcode).toBe('0')
  site.clock.advance({ days: 31 })
  expect((await guest.get('/session')).errcode).toBe('4101')
  expect((await guest.get('/user/orders')).errcode).toBe('4101')
})
