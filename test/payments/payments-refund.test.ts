import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ProviderFailed, RefundRefused } from '../../server/payments/payment-provider.ts'
import { verifyLedger } from '../../server/payments/verify-ledger.ts'
import { type Letting, openLetting, orderIn, traceOf } from '../harness/lettings.ts'
import {
  expectSoundLedger,
  moneyOf,
  postAllStays,
  SANDBOX,
  sendAllRefunds,
  totalsOf,
} from '../harness/payments.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
let order_id: number
beforeAll(async () => {
  site = await openSite()
})
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site)
  order_id = await orderIn(letting, 'PAID')
})
afterAll(() => site.close())

const cancel = async (who: 'guest' | 'host') =>
  (await letting[who].put(`/orders/${order_id}/status`, { action: 'cancel', reason: '有变' }))
    .errcode

const tellsOf = async () =>
  (await letting.guest.get(`/orders/${order_id}`)).data.events
    .filter(
      (event: { actor: string; to: string }) =>
        event.to === 'CANCELED' || event.actor === 'payment',
    )
    .map((event: { kind: string; reason: string }) =>
      event.kind.startsWith('refund_') ? event.kind : event.reason,
    )

/** The sandbox, which has trouble with the first so many refunds. */
function troubled(...errors: Error[]) {
  const asked: number[] = []
  const refund = async ({ refund_id }: { refund_id: number }) => {
    asked.push(refund_id)
    const error = errors.shift()
    if (error) throw error
  }
  return { provider: { ...SANDBOX, refund }, asked }
}

describe.each(['guest', 'host'] as const)('a PAID order that its %s cancels', (who) => {
  test('goes back in full, once, and its events tell how', async () => {
    expect(await cancel(who)).toBe('0')
    expect(await moneyOf(site, order_id)).toMatchObject({
      payments: [{ status: 'paid', settled: true }],
      refunds: [{ cause: 'canceled', status: 'pending' }],
    })
    expect(await tellsOf()).toEqual(['', '有变', 'refund_canceled'])
    await expectSoundLedger(site)

    const other = await site.another()
    await Promise.all([sendAllRefunds(site), sendAllRefunds(other), sendAllRefunds(site)])
    await other.close()
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([{ status: 'done', tries: 1 }])
    expect(await tellsOf()).toEqual(['', '有变', 'refund_canceled', 'refund_done'])
    expect((await traceOf(site, order_id)).nights).toEqual([])
    await expectSoundLedger(site)
  })

  test('twice is told once that it cannot be', async () => {
    const codes = await Promise.all([cancel(who), cancel(who), cancel('guest')])
    expect(codes.filter((code) => code === '0')).toHaveLength(1)
    expect((await moneyOf(site, order_id)).refunds).toHaveLength(1)
    await sendAllRefunds(site)
  })
})

describe('a refund', () => {
  test('that fails is tried again later, under the same id, until it is done', async () => {
    await cancel('guest')
    const { provider, asked } = troubled(new ProviderFailed('BUSY'), new Error('cut off'))
    expect(await sendAllRefunds(site, provider)).toHaveLength(1)
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([
      { status: 'pending', tries: 1, last_code: 'BUSY' },
    ])
    await sendAllRefunds(site, provider)
    expect(asked).toHaveLength(1)
    site.clock.advance({ minutes: 1 })
    await sendAllRefunds(site, provider)
    site.clock.advance({ minutes: 1 })
    await sendAllRefunds(site, provider)
    expect(asked).toHaveLength(2)
    site.clock.advance({ minutes: 1 })
    await sendAllRefunds(site, provider)
    expect(new Set(asked).size).toBe(1)
    expect(asked).toHaveLength(3)
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([{ status: 'done', tries: 3 }])
    expect(await tellsOf()).toEqual(['', '有变', 'refund_canceled', 'refund_done'])
    await expectSoundLedger(site)
  })

  test('that is refused for good stays, and is shown to the operator and in the events', async () => {
    await cancel('guest')
    const { provider, asked } = troubled(new RefundRefused('ACQ.TRADE_HAS_FINISHED'))
    await sendAllRefunds(site, provider)
    site.clock.advance({ hours: 5 })
    await sendAllRefunds(site, provider)
    expect(asked).toHaveLength(1)
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([
      { status: 'refused', last_code: 'ACQ.TRADE_HAS_FINISHED' },
    ])
    expect((await tellsOf()).at(-1)).toBe('refund_refused')
    const metrics = await (await fetch(`${site.origin}/metrics`)).text()
    expect(metrics).toContain('ihome_refunds{status="refused"} 1')
    expect(await verifyLedger(site.database)).toEqual([
      {
        finds: expect.stringContaining('refused'),
        count: 1,
        lines: [expect.stringContaining(`order ${order_id}: ACQ.TRADE_HAS_FINISHED`)],
      },
    ])
    await site.database.kysely
      .updateTable('refunds')
      .set({ status: 'pending', ended_at: null })
      .where('status', '=', 'refused')
      .execute()
    await sendAllRefunds(site)
    await expectSoundLedger(site)
  })

  test('is only there for what was paid: cancelling before leaves none', async () => {
    const { host } = letting
    const unpaid = { ...letting, house_id: await site.house(host.person.id) }
    const id = await orderIn(unpaid, 'WAIT_PAYMENT')
    await letting.guest.put(`/orders/${id}/status`, { action: 'cancel' })
    expect((await moneyOf(site, id)).refunds).toEqual([])
  })
})

test('the money of an order that was cancelled is booked to no host when its days are over', async () => {
  await cancel('host')
  await sendAllRefunds(site)
  site.clock.advance({ days: 10 })
  await postAllStays(site)
  expect(await totalsOf(site)).not.toHaveProperty('host')
  await expectSoundLedger(site)
})
