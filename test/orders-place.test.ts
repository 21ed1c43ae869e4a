import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site } from './harness/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

describe('placing an order', () => {
  test('answers the id of an order that both people then see', async () => {
    const host = await site.join()
    const guest = await site.join()
    const house_id = await site.house(host.person.id, { price_fen: 12_300 })
    const placed = await guest.post('/orders', {
      house_id,
      start_date: '2026-12-05',
      end_date: '2026-12-07',
    })
    expect(placed).toMatchObject({ status: 200, errcode: '0', errmsg: '保存订单成功' })
    const listed = await guest.get('/user/orders')
    expect(listed.data.orders).toMatchObject([
      {
        order_id: placed.data.order_id,
        days: 3,
        amount: 36_900,
        status: 'WAIT_ACCEPT',
        actions: ['cancel'],
      },
    ])
    const hosted = await host.get('/user/orders?role=landlord')
    expect(hosted.data.orders[0].actions).toEqual(['accept', 'reject'])
    const second = await guest.post('/orders', {
      house_id: String(house_id),
      start_date: '2026-12-07',
      end_date: '2026-12-07',
    })
    expect(second.errcode).toBe('4003')
  })
})
