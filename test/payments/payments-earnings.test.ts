import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { NightDate } from '../../rules/night-date.ts'
import { findHostBalances, settleHostBalances } from '../../server/payments/pay-out.ts'
import {
  anotherHouse,
  type Letting,
  openLetting,
  orderIn,
  settle,
  sweep,
} from '../harness/lettings.ts'
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

const earnings = async (year?: string) =>
  (await letting.host.get(`/user/earnings${year ? `?year=${year}` : ''}`)).data
const monthOf = async (month: string) =>
  (await earnings(month.slice(0, 4))).months.find((one: { month: string }) => one.month === month)

/** A stay from one day to another that is over, in the same house. */
async function stayed(first: string, last: string, of = letting) {
  const order_id = await orderIn(of, 'WAIT_PAYMENT', first, last)
  await settle(of, order_id)
  return order_id
}

async function pass(instant: string) {
  site.clock.set(instant)
  await sweep(site)
}

describe('earnings', () => {
  test('count a stay once it is over, in the month of its last day, less the fee', async () => {
    await stayed('2026-12-10', '2026-12-12')
    await stayed('2026-12-30', '2027-01-01')
    await postAllStays(site, 250)
    expect(await monthOf('2026-12')).toMatchObject({ stays: 0, gross: 0 })
    await pass('2026-12-13T04:00:00Z')
    await postAllStays(site, 250)
    // 30003 × 2.5 % is 750.075: what is rounded off is the host's.
    const december = { stays: 1, days: 3, gross: 30_003, fee: 750, net: 29_253 }
    expect(await monthOf('2026-12')).toEqual({ month: '2026-12', ...december })
    await pass('2027-01-02T04:00:00Z')
    await postAllStays(site, 0)
    expect(await monthOf('2026-12')).toMatchObject(december)
    expect(await monthOf('2027-01')).toEqual({
      month: '2027-01',
      stays: 1,
      days: 3,
      gross: 30_003,
      fee: 0,
      net: 30_003,
    })
    expect((await earnings()).due).toBe(29_253 + 30_003)
  })

  test('have twelve months, of this year where none is asked for', async () => {
    const { year, months } = await earnings()
    expect(year).toBe(2026)
    expect(months.map(({ month }: { month: string }) => month)).toEqual(
      Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
    )
    expect((await earnings('1999')).months[0]).toMatchObject({ month: '1999-01', gross: 0 })
    for (const odd of ['0000', 'abcd', '20261'])
      expect((await letting.host.get(`/user/earnings?year=${odd}`)).errcode).toBe('4103')
  })

  test('are the host’s own', async () => {
    await stayed('2026-12-10', '2026-12-10')
    await pass('2026-12-11T04:00:00Z')
    await postAllStays(site)
    expect((await letting.guest.get('/user/earnings')).data.due).toBe(0)
    expect((await site.visitor().get('/user/earnings')).errcode).toBe('4101')
  })

  test('are booked once by many servers at once, and never for what was cancelled', async () => {
    const before = (await totalsOf(site))['host'] ?? 0
    for (let day = 10; day < 20; day += 1) await stayed(`2026-12-${day}`, `2026-12-${day}`)
    await orderIn(await anotherHouse(letting), 'CANCELED', '2026-12-10')
    const other = await site.another()
    await pass('2026-12-21T04:00:00Z')
    await Promise.all([site, other, site, other].map((one) => postAllStays(one)))
    await other.close()
    expect((await totalsOf(site))['host']).toBe(before - 100_010)
    expect(await monthOf('2026-12')).toMatchObject({ stays: 10, net: 100_010 })
  })
})

describe('what is paid out to hosts', () => {
  const kysely = () => site.database.kysely
  const owed = async (until: string) =>
    (await findHostBalances(kysely(), until as NightDate)).find(
      ({ host_id }) => host_id === letting.host.person.id,
    )?.amount_fen ?? 0
  const settleAll = (until: string) => settleHostBalances(kysely(), site.clock, until as NightDate)

  test('is what their stays until a day have earned, once', async () => {
    await stayed('2026-12-10', '2026-12-10')
    await stayed('2026-12-11', '2026-12-12')
    await pass('2026-12-13T04:00:00Z')
    await postAllStays(site)
    expect([await owed('2026-12-09'), await owed('2026-12-11'), await owed('2026-12-12')]).toEqual([
      0, 10_001, 30_003,
    ])
    await settleAll('2026-12-11')
    expect([await owed('2026-12-11'), await owed('2026-12-12')]).toEqual([0, 20_002])
    expect((await earnings()).due).toBe(20_002)
    await settleAll('2026-12-11')
    const twice = await Promise.all([settleAll('2026-12-12'), settleAll('2026-12-12')])
    const paid = twice.flat().filter(({ host_id }) => host_id === letting.host.person.id)
    expect(paid.map(({ amount_fen }) => amount_fen)).toEqual([20_002])
    expect((await earnings()).due).toBe(0)
    expect(await monthOf('2026-12')).toMatchObject({ stays: 2, net: 30_003 })
  })

  test('is not less because more was paid for later days already', async () => {
    await stayed('2026-12-10', '2026-12-10')
    await pass('2026-12-11T04:00:00Z')
    await postAllStays(site)
    await settleAll('2026-12-31')
    expect(await owed('2026-12-10')).toBe(0)
    expect(await owed('2026-12-01')).toBe(0)
  })
})

test('the ledger takes nothing that does not sum to zero, and lets nothing be changed', async () => {
  await stayed('2026-12-10', '2026-12-10')
  const { kysely } = site.database
  const before = await kysely.selectFrom('ledger_entries').selectAll().execute()
  const [first] = before
  const alone = {
    transaction_id: first?.transaction_id ?? 0,
    account: 'bank',
    amount_fen: 1,
  } as const
  await expect(kysely.insertInto('ledger_entries').values(alone).execute()).rejects.toThrow(
    'sum to zero',
  )
  await expect(
    kysely.updateTable('ledger_entries').set({ amount_fen: 1 }).execute(),
  ).rejects.toThrow('added to')
  await expect(kysely.deleteFrom('ledger_transactions').execute()).rejects.toThrow('added to')
  expect(await kysely.selectFrom('ledger_entries').selectAll().execute()).toEqual(before)
})
