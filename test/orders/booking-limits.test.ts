import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STANDARD_BOOKING_LIMITS } from '../../server/availability/settings.ts'
import { anotherHouse, dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

const { window_days, open_orders_max, overlapping_orders_max } = STANDARD_BOOKING_LIMITS

let site: Site
beforeAll(async () => {
  // How often one orders is told in a file of its own.
  const bookings = { ...STANDARD_BOOKING_LIMITS, hourly_orders_max: 0, hourly_house_orders_max: 0 }
  site = await openSite({ bookings })
})
afterAll(() => site.close())

const place = ({ guest, house_id }: Letting, day: string, last = day, key?: string) =>
  guest.post(
    '/orders',
    { house_id, start_date: day, end_date: last },
    key ? { 'idempotency-key': key } : {},
  )

/** A guest with as many unpaid orders as the site allows, on days of their own. */
async function fullGuest(): Promise<{ letting: Letting; order_ids: number[] }> {
  const letting = await openLetting(site)
  const order_ids: number[] = []
  for (let day = 1; day <= open_orders_max; day += 1)
    order_ids.push(await order(letting, dayAfter(site, day)))
  return { letting, order_ids }
}

describe('the booking window', () => {
  test('ends so many days ahead', async () => {
    const letting = await openLetting(site)
    expect(await place(letting, dayAfter(site, window_days + 1))).toMatchObject({
      errcode: '4103',
      refusal: 'beyond_window',
    })
    expect(
      await place(letting, dayAfter(site, window_days), dayAfter(site, window_days + 1)),
    ).toMatchObject({ refusal: 'beyond_window' })
    expect(await place(letting, dayAfter(site, window_days))).toMatchObject({ errcode: '0' })
    expect(await place(letting, '2100-01-01', '2110-12-31')).toMatchObject({ errcode: '4103' })
  })
})

describe('what one guest holds without having paid', () => {
  test('is bounded, until some of it is over', async () => {
    const { letting, order_ids } = await fullGuest()
    const refused = await place(letting, dayAfter(site, 60))
    expect(refused).toMatchObject({ errcode: '4201', refusal: 'too_many_open_orders' })
    const accepted = await letting.host.put(`/orders/${order_ids[0]}/status`, { action: 'accept' })
    expect(accepted.errcode).toBe('0')
    expect((await place(letting, dayAfter(site, 60))).refusal).toBe('too_many_open_orders')
    await letting.guest.put(`/orders/${order_ids[1]}/status`, { action: 'cancel' })
    expect((await place(letting, dayAfter(site, 60))).errcode).toBe('0')
  })

  test('is another guest’s business only for that guest', async () => {
    const { letting } = await fullGuest()
    const other = { ...letting, guest: await site.join() }
    expect((await place(other, dayAfter(site, 61))).errcode).toBe('0')
  })

  test('is told before dates that are taken, and after what the house refuses', async () => {
    const { letting } = await fullGuest()
    expect((await place(letting, dayAfter(site, -1))).refusal).toBe('dates_invalid')
    expect((await place(letting, dayAfter(site, 1))).refusal).toBe('too_many_open_orders')
  })

  test('leaves a retry its first answer', async () => {
    const letting = await openLetting(site)
    const stay = dayAfter(site, 30)
    const first = await place(letting, stay, stay, 'a key')
    for (let day = 1; day < open_orders_max; day += 1) await order(letting, dayAfter(site, day))
    const { errcode, data } = await place(letting, stay, stay, 'a key')
    expect({ errcode, data }).toEqual({ errcode: '0', data: first.data })
  })

  test('is bounded for the same days in several houses', async () => {
    const letting = await openLetting(site)
    const [first, last] = [dayAfter(site, 5), dayAfter(site, 7)]
    for (let count = 0; count < overlapping_orders_max; count += 1)
      await order(await anotherHouse(letting), first, last)
    const one_more = await anotherHouse(letting)
    expect(await place(one_more, last)).toMatchObject({
      errcode: '4201',
      refusal: 'too_many_same_days',
    })
    expect((await place(one_more, dayAfter(site, 8))).errcode).toBe('0')
  })

  test('is bounded whatever comes at once, on however many servers', async () => {
    const letting = await openLetting(site)
    const another = await site.another()
    const headers = { cookie: letting.guest.cookie() ?? '' }
    const servers = [site.visitor(), another.visitor()]
    const houses = await Promise.all(
      Array.from({ length: 4 * open_orders_max }, () => site.house(letting.host.person.id)),
    )
    const answers = await Promise.all(
      houses.map((house_id, index) => {
        const start_date = dayAfter(site, 10 + index)
        const server = servers[index % servers.length] ?? letting.guest
        return server.post('/orders', { house_id, start_date, end_date: start_date }, headers)
      }),
    )
    await another.close()
    const errcodes = answers.map((answer) => answer.errcode)
    expect(errcodes.filter((errcode) => errcode === '0')).toHaveLength(open_orders_max)
    expect(errcodes.filter((errcode) => errcode === '4201')).toHaveLength(3 * open_orders_max)
  })
})
