import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STANDARD_BOOKING_LIMITS } from '../../server/availability/settings.ts'
import { messagesTo } from '../harness/codes.ts'
import { anotherHouse, dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

const { hourly_orders_max, hourly_house_orders_max } = STANDARD_BOOKING_LIMITS

let site: Site
beforeAll(async () => {
  site = await openSite({ bookings: STANDARD_BOOKING_LIMITS })
})
afterAll(() => site.close())

const place = ({ guest, house_id }: Letting, key?: string) => {
  const day = dayAfter(site, 9)
  const stay = { house_id, start_date: day, end_date: day }
  return guest.post('/orders', stay, key ? { 'idempotency-key': key } : {})
}

/** Orders, cancels once `told` is done, and answers what the order was answered. */
async function placeAndCancel(letting: Letting, told = async () => {}) {
  const answer = await place(letting)
  if (answer.errcode !== '0') return answer
  await told()
  await letting.guest.put(`/orders/${answer.data.order_id}/status`, { action: 'cancel' })
  return answer
}

const smsTo = async ({ host }: Letting) => (await messagesTo(site, host.person.mobile)).length

describe('a guest who places and cancels in a loop', () => {
  test('is stopped at one house, and its host gets no more messages than that', async () => {
    const letting = await openLetting(site)
    const answers = []
    for (let count = 0; count < 40; count += 1)
      answers.push(await placeAndCancel(letting, site.work))
    const placed = answers.filter(({ errcode }) => errcode === '0')
    expect(placed).toHaveLength(hourly_house_orders_max)
    expect(answers.at(-1)).toMatchObject({ errcode: '4201', refusal: 'too_many_orders' })
    expect(await smsTo(letting)).toBe(hourly_house_orders_max)

    expect((await place({ ...letting, guest: await site.join() })).errcode).toBe('0')
    site.clock.advance({ minutes: 61 })
    expect((await place(await anotherHouse(letting))).errcode).toBe('0')
  })

  test('is stopped at all houses together', async () => {
    const letting = await openLetting(site)
    let placed = 0
    for (let count = 0; count < hourly_orders_max + 5; count += 1)
      if ((await placeAndCancel(await anotherHouse(letting))).errcode === '0') placed += 1
    expect(placed).toBe(hourly_orders_max)
  })

  test('all at once gets no further', async () => {
    const letting = await openLetting(site)
    const days = Array.from({ length: 9 }, (_, index) => dayAfter(site, 20 + index))
    const answers = await Promise.allSettled(days.map((day) => order(letting, day)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      hourly_house_orders_max,
    )
  })
})

test('a retry gets its first answer, however much was placed since', async () => {
  const letting = await openLetting(site)
  const first = await place(letting, 'the key')
  for (let day = 1; day < hourly_house_orders_max; day += 1)
    await order(letting, dayAfter(site, 30 + day))
  const { errcode, data } = await place(letting, 'the key')
  expect({ errcode, data }).toEqual({ errcode: '0', data: first.data })
})

test('what was refused for other reasons does not count', async () => {
  const letting = await openLetting(site)
  const past = dayAfter(site, -1)
  for (let count = 0; count < 2 * hourly_house_orders_max; count += 1)
    await letting.guest.post('/orders', {
      house_id: letting.house_id,
      start_date: past,
      end_date: past,
    })
  expect((await place(letting)).errcode).toBe('0')
})
