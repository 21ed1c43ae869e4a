import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Letting, openLetting, orderIn, traceOf } from './harness/lettings.ts'
import { notify, notifyRaw, paid, startPayment } from './harness/payments.ts'
import { openSite, type Site } from './harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
beforeEach(async () => {
  letting = await openLetting(site)
})
afterAll(() => site.close())

describe('a notify', () => {
  test('of a payment makes its order PAID, and is answered as the provider wants', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT')
    const payment = await startPayment(letting, order_id)
    expect(await notifyRaw(site, paid(payment))).toBe('success')
    const { order, events } = await traceOf(site, order_id)
    expect(order?.status).toBe('PAID')
    expect(events.find((event) => event.to_status === 'PAID')).toMatchObject({
      actor: 'payment',
      to_status: 'PAID',
    })
  })

  test('that is repeated changes nothing more', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT')
    const payment = await startPayment(letting, order_id)
    await notify(site, paid(payment))
    const before = await traceOf(site, order_id)
    await notify(site, paid(payment))
    expect(await traceOf(site, order_id)).toEqual(before)
  })
})
