import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countRows, dayAfter, type Letting, openLetting } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site, { capacity: 3 })
})
afterAll(() => site.close())
beforeEach(() => site.clock.set(NOON))

let days_on = 3
const place = (guests?: unknown, key?: string, day = dayAfter(site, days_on++)) =>
  letting.guest.post(
    '/orders',
    {
      house_id: letting.house_id,
      start_date: day,
      end_date: day,
      ...(guests !== undefined && { guests }),
    },
    key === undefined ? {} : { 'idempotency-key': key },
  )

test.each([
  [undefined, 1],
  [1, 1],
  [3, 3],
  ['2', 2],
])('an order that says %o guests is for %i, told to both people', async (sent, guests) => {
  const day = dayAfter(site, days_on)
  const { order_id } = (await place(sent)).data
  for (const person of [letting.guest, letting.host]) {
    const { data } = await person.get(`/orders/${order_id}`)
    expect(data.order.guests).toBe(guests)
  }
  const { data } = await letting.host.get('/user/orders?role=landlord')
  expect(data.orders[0]).toMatchObject({ order_id, guests })
  const { stays } = (await letting.host.get(`/user/stays?from=${day}&to=${day}`)).data
  expect(stays[0]).toMatchObject({ order_id, guests })
})

test.each([
  [4, 'too_many_guests'],
  ['999', 'too_many_guests'],
  [0, 'params_invalid'],
  ['0', 'params_invalid'],
  [1000, 'params_invalid'],
  ['1000', 'params_invalid'],
  [1.5, 'params_invalid'],
  ['-1', 'params_invalid'],
  [null, 'params_invalid'],
])('%o guests are refused, and nothing is placed', async (sent, refusal) => {
  const before = await countRows(site)
  expect(await place(sent)).toMatchObject({ status: 200, errcode: '4103', refusal })
  expect(await countRows(site)).toEqual(before)
})

test('a key is for as many guests as it was first sent with', async () => {
  const day = dayAfter(site, days_on++)
  const first = await place(2, 'two', day)
  expect(await place('2', 'two', day)).toMatchObject({ errcode: '0', data: first.data })
  expect((await place(3, 'two', day)).status).toBe(422)
  expect((await place(undefined, 'two', day)).status).toBe(422)
  const alone = await place(undefined, 'one', dayAfter(site, days_on++))
  expect(await place(1, 'one', dayAfter(site, days_on - 1))).toMatchObject({ data: alone.data })
})
