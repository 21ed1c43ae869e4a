import { expect, onTestFinished, test } from 'vitest'
import type { AppDeps } from '../../server/app.ts'
import { sweepOrders } from '../../server/orders/sweep-orders.ts'
import { type Letting, openLetting, order, settle, statusOf } from '../harness/lettings.ts'
import { createTestClock, NOON, openSite, type TestClock } from '../harness/site.ts'

/** A house on a site with a clock and settings of its own. */
async function letAt(clock: TestClock, settings: Partial<AppDeps> = {}): Promise<Letting> {
  const site = await openSite({ clock, ...settings })
  onTestFinished(() => site.close())
  return openLetting(site)
}

const accept = async ({ host }: Letting, order_id: number) =>
  (await host.put(`/orders/${order_id}/status`, { action: 'accept' })).errcode

const dueAt = async ({ guest }: Letting, order_id: number): Promise<string> =>
  (await guest.get(`/orders/${order_id}`)).data.order.due_at

/** Where the order stands after a sweep at each moment. */
async function statusesAt(
  clock: TestClock,
  { site }: Letting,
  order_id: number,
  moments: string[],
) {
  const seen: unknown[] = []
  for (const moment of moments) {
    clock.set(moment)
    await sweepOrders(site.database.kysely, clock)
    seen.push(await statusOf(site, order_id))
  }
  return seen
}

test('a site may give its hosts and guests other times', async () => {
  const clock = createTestClock(NOON)
  const letting = await letAt(clock, { deadlines: { accept_hours: 2, pay_minutes: 5 } })
  const late = await order(letting, '2026-12-20')
  const accepted = await order(letting, '2026-12-21')
  expect(await dueAt(letting, late)).toBe('2026-12-01 14:00:00')
  expect(await accept(letting, accepted)).toBe('0')
  expect(await dueAt(letting, accepted)).toBe('2026-12-01 12:05:00')
  const payable = ['2026-12-01T04:04:59Z', '2026-12-01T04:05:00Z']
  expect(await statusesAt(clock, letting, accepted, payable)).toEqual(['WAIT_PAYMENT', 'CANCELED'])
  clock.set('2026-12-01T06:00:00Z')
  expect(await accept(letting, late)).toBe('4201')
  expect(await statusesAt(clock, letting, late, ['2026-12-01T06:00:00Z'])).toEqual(['CANCELED'])
})

test('a host has until the first day however long the site gives them', async () => {
  const clock = createTestClock(NOON)
  const letting = await letAt(clock, { deadlines: { accept_hours: 720, pay_minutes: 30 } })
  expect(await dueAt(letting, await order(letting, '2026-12-11'))).toBe('2026-12-11 00:00:00')
  expect(await dueAt(letting, await order(letting, '2027-12-11'))).toBe('2026-12-31 12:00:00')
})

// New York: midnight is 05:00 in UTC in winter and 04:00 in summer, which begins on 2027-03-14.
test.each([
  ['in winter', '2027-03-13', '2027-03-14T04:59:59Z', '2027-03-14T05:00:00Z'],
  ['on the day that summer begins', '2027-03-14', '2027-03-15T03:59:59Z', '2027-03-15T04:00:00Z'],
])('a stay ends at midnight in the zone of the site: %s', async (_when, last, before, after) => {
  const clock = createTestClock('2027-03-10T17:00:00Z', 'America/New_York')
  const letting = await letAt(clock)
  const order_id = await order(letting, '2027-03-12', last)
  expect(await dueAt(letting, order_id)).toBe('2027-03-11 12:00:00')
  await accept(letting, order_id)
  expect(await dueAt(letting, order_id)).toBe('2027-03-10 12:30:00')
  await settle(letting, order_id)
  const seen = await statusesAt(clock, letting, order_id, [before, after])
  expect(seen).toEqual(['PAID', 'WAIT_COMMENT'])
})

// New York: from 01:00 to 02:00 on 2027-11-07 the clock shows each minute twice.
test.each([
  ['2027-11-07T05:10:00Z', '2027-11-07T01:40:00-04:00'],
  ['2027-11-07T06:10:00Z', '2027-11-07T01:40:00-05:00'],
])('a deadline in the hour that comes twice says which: from %s', async (accepted, due) => {
  const clock = createTestClock('2027-11-06T17:00:00Z', 'America/New_York')
  const letting = await letAt(clock)
  const order_id = await order(letting, '2027-11-20')
  clock.set(accepted)
  await accept(letting, order_id)
  const { data } = await letting.guest.get(`/orders/${order_id}`)
  expect(data.order).toMatchObject({ due_at: '2027-11-07 01:40:00', due })
  expect(Date.parse(data.order.due) - Date.parse(accepted)).toBe(30 * 60_000)
})

test('the first day begins at midnight in the zone of the site', async () => {
  const clock = createTestClock('2027-03-13T17:00:00Z', 'America/New_York')
  const letting = await letAt(clock)
  expect(await dueAt(letting, await order(letting, '2027-03-14'))).toBe('2027-03-14 00:00:00')
  const other = await order(letting, '2027-03-15')
  // Noon tomorrow would be 23 hours away: an hour is left out in between.
  expect(await dueAt(letting, other)).toBe('2027-03-14 13:00:00')
})
