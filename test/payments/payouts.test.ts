import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import type { NightDate } from '../../rules/night-date.ts'
import { findLastPayouts, settleHostBalances } from '../../server/payments/pay-out.ts'
import { holdPayout, releasePayout } from '../../server/payments/payout-holds.ts'
import type { Trx } from '../../server/schema.ts'
import { type Letting, openLetting, orderIn, settle, sweep } from '../harness/lettings.ts'
import { expectSoundLedger, postAllStays, totalsOf } from '../harness/payments.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site, { price_fen: 10_001 })
})
afterEach(() => expectSoundLedger(site))
afterAll(() => site.close())

const earnings = async () => (await letting.host.get('/user/earnings')).data

/** A paid stay, in the same house. */
const stayed = (first: string, last: string) => orderIn(letting, 'PAID', first, last)

async function pass(instant: string) {
  site.clock.set(instant)
  await sweep(site)
}

describe('a payout', () => {
  const kysely = () => site.database.kysely
  const inOne = <Result>(work: (trx: Trx) => Promise<Result>) =>
    kysely().transaction().execute(work)
  const show = async (who: 'host' | 'guest', order_id: number) =>
    (await letting[who].get(`/orders/${order_id}`)).data

  test('is the sum of the lines of its orders, less what went back, taxes and the fee', async () => {
    const taxed = await site.another({ tax: { kind: 'percent', basis_points: 600 } })
    const { house_id, host, guest } = letting
    await host.put(`/user/houses/${house_id}/rules`, {
      rules: {
        ...NO_RULES,
        fees: { cleaning: 8_000, extra_guest: 5_000, guests_included: 1 },
        week_percent: 10,
      },
    })
    const stay = { house_id, start_date: '2026-12-10', end_date: '2026-12-16', guests: 2 }
    const { data } = await taxed.visitor().post('/orders', stay, { cookie: guest.cookie() ?? '' })
    await host.put(`/orders/${data.order_id}/status`, { action: 'accept' })
    await settle(letting, data.order_id)
    await host.post(`/orders/${data.order_id}/refunds`, { amount: 1_234, reason: '致歉' })
    await pass('2026-12-17T04:00:00Z')
    await postAllStays(site, 1_000)
    const [due] = (
      await settleHostBalances(kysely(), site.clock, '2026-12-31' as NightDate)
    ).filter(({ host_id }) => host_id === host.person.id)
    // Seven nights at 100.01, 10 % off each; seven extra guests; 6 % of it all for the town.
    const lines = { nights: 70_007, discounts: -7_000, extra_guests: 35_000, cleaning: 8_000 }
    const taxes = 6_360
    const platform_fee = -Math.floor((70_007 - 7_000 + 35_000 + 8_000 - 1_234) / 10)
    expect(due?.orders[0]?.sums).toEqual({
      ...lines,
      taxes,
      went_back: -1_234,
      taxes_owed: -taxes,
      platform_fee,
    })
    expect(due?.amount_fen).toBe(70_007 - 7_000 + 35_000 + 8_000 - 1_234 + platform_fee)
    expect((await totalsOf(site))['tax']).toBe(-taxes)
    const last = await findLastPayouts(kysely())
    expect(last.find(({ host_id }) => host_id === host.person.id)).toEqual(due)
    await taxed.close()
  })

  test('leaves out an order on hold, of which its host alone is told, until it is released', async () => {
    const [held, other] = [
      await stayed('2026-12-10', '2026-12-10'),
      await stayed('2026-12-11', '2026-12-12'),
    ]
    const hold = { order_id: held, by: '客服', reason: '房客投诉' }
    expect(await inOne((trx) => holdPayout(trx, site.clock, hold))).toBeUndefined()
    expect(await inOne((trx) => holdPayout(trx, site.clock, hold))).toBe('held_already')
    expect((await show('host', held)).payout_hold).toEqual({
      since: '2026-12-01 12:00:00',
      reason: '房客投诉',
    })
    expect((await show('guest', held)).payout_hold).toBeUndefined()
    expect((await show('host', other)).payout_hold).toBeUndefined()
    await pass('2026-12-13T04:00:00Z')
    await postAllStays(site)
    expect(await earnings()).toMatchObject({ due: 30_003, held: 10_001 })
    const until = '2026-12-31' as NightDate
    const paid = await settleHostBalances(kysely(), site.clock, until)
    expect(paid.map(({ amount_fen }) => amount_fen)).toContain(20_002)
    expect(await earnings()).toMatchObject({ due: 10_001, held: 10_001 })
    // What was not paid out can still be given back; a server that knows of no holds pays nothing.
    const gift = { amount: 1, reason: '致歉' }
    expect((await letting.host.post(`/orders/${held}/refunds`, gift)).errcode).toBe('0')
    expect((await letting.host.post(`/orders/${other}/refunds`, gift)).refusal).toBe('paid_out')
    const created_at = site.clock.now()
    const row = { host_id: letting.host.person.id, amount_fen: 10_000, until, created_at }
    await expect(kysely().insertInto('payouts').values(row).execute()).rejects.toThrow('is owed 0')
    expect(await inOne((trx) => releasePayout(trx, site.clock, hold))).toBeUndefined()
    expect(await inOne((trx) => releasePayout(trx, site.clock, hold))).toBe('not_held')
    site.clock.advance({ minutes: 1 })
    const rest = await settleHostBalances(kysely(), site.clock, until)
    expect(rest.map(({ amount_fen }) => amount_fen)).toContain(10_000)
    expect(await inOne((trx) => holdPayout(trx, site.clock, hold))).toBe('paid_out')
    const unpaid = await orderIn(letting, 'WAIT_PAYMENT', '2026-12-20')
    expect(await inOne((trx) => holdPayout(trx, site.clock, { ...hold, order_id: unpaid }))).toBe(
      'nothing_paid',
    )
  })

  test('and a hold at once: the order is held, or paid out, never both', async () => {
    for (let round = 0; round < 10; round += 1) {
      const day = `2026-12-${10 + round}`
      const order_id = await stayed(day, day)
      await pass(`2026-12-${11 + round}T04:00:00Z`)
      await postAllStays(site)
      const hold = { order_id, by: '客服', reason: '核实' }
      const [refused, paid] = await Promise.all([
        inOne((trx) => holdPayout(trx, site.clock, hold)),
        settleHostBalances(kysely(), site.clock, day as NightDate),
      ])
      const is_paid = paid.some(({ orders }) => orders.some((one) => one.order_id === order_id))
      expect(is_paid).toBe(refused === 'paid_out')
    }
  })
})
