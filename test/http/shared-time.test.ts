import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweepOrders } from '../../server/orders/sweep-orders.ts'
import { type Clock, createClock } from '../../server/platform/database/clock.ts'
import { createSharedTime } from '../../server/platform/database/shared-time.ts'
import { anotherHouse, type Letting, openLetting, order, statusOf } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

// What a site does whose time is told by a clock that may jump: the test sets that clock, and says
// how much time has really elapsed.
const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let world: { elapsed_ms: number; wrong_ms: number; answers_ms: number; away: boolean }
let reports: string[]
let clock: Clock
let site: Site
let letting: Letting

async function startTime(): Promise<Clock> {
  const now = await createSharedTime({
    elapsed_ms: () => world.elapsed_ms,
    read_ms: async () => {
      if (world.away) throw new Error('away')
      world.elapsed_ms += world.answers_ms
      return Date.parse(NOON) + world.elapsed_ms + world.wrong_ms
    },
    report: (jumped_ms, believed) =>
      void reports.push(`${Math.round(jumped_ms / SECOND_MS)} s ${believed ? 'believed' : 'seen'}`),
  })
  return createClock('Asia/Shanghai', now)
}

beforeAll(async () => {
  const through = { zone: 'Asia/Shanghai', now: () => clock.now(), today: () => clock.today() }
  const follows: Clock = { ...through, format: (instant) => clock.format(instant) }
  world = { elapsed_ms: 0, wrong_ms: 0, answers_ms: 0, away: false }
  clock = await startTime()
  site = await openSite({ clock: follows })
  letting = await openLetting(site)
})
afterAll(() => site.close())
beforeEach(async () => {
  world = { elapsed_ms: 0, wrong_ms: 0, answers_ms: 0, away: false }
  reports = []
  clock = await startTime()
  letting = await anotherHouse(letting)
})

/** Time goes by; every second the site sweeps, as its jobs do. */
async function passSeconds(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    world.elapsed_ms += SECOND_MS
    clock.now()
    // The answer to a question that was asked meanwhile.
    await new Promise(setImmediate)
  }
  await sweepOrders(site.database.kysely, clock)
}

const seconds = () => Math.round((clock.now().getTime() - Date.parse(NOON)) / SECOND_MS)

describe('a clock that jumps and comes back within a minute does no harm', () => {
  test.each([
    ['forwards', 400 * DAY_MS],
    ['backwards', -400 * DAY_MS],
    ['by an hour, as summer time is mistaken', HOUR_MS],
  ])('%s', async (_where, wrong_ms) => {
    const order_id = await order(letting, '2026-12-20')
    await passSeconds(15)
    world.wrong_ms = wrong_ms
    await passSeconds(45)
    expect(seconds()).toBe(60)
    const other = await order(letting, '2026-12-21')
    const { data } = await letting.guest.get(`/orders/${other}`)
    expect(data.order).toMatchObject({
      ctime: '2026-12-01 12:01:00',
      due_at: '2026-12-02 12:01:00',
    })
    world.wrong_ms = 0
    await passSeconds(90)
    expect(seconds()).toBe(150)
    expect(await statusOf(site, order_id)).toBe('WAIT_ACCEPT')
    expect(reports).toEqual([`${wrong_ms / SECOND_MS} s seen`])
    const { errcode } = await letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
    expect(errcode).toBe('0')
  })

  test('many times over', async () => {
    const order_id = await order(letting, '2026-12-20')
    for (let times = 0; times < 10; times += 1) {
      world.wrong_ms = times % 2 === 0 ? 2 * DAY_MS : -2 * DAY_MS
      await passSeconds(30)
    }
    world.wrong_ms = 0
    await passSeconds(10)
    expect(seconds()).toBe(310)
    expect(await statusOf(site, order_id)).toBe('WAIT_ACCEPT')
  })
})

test('a jump that lasts is believed: a machine that slept goes on with the present', async () => {
  const order_id = await order(letting, '2026-12-20')
  world.wrong_ms = 2 * DAY_MS
  await passSeconds(65)
  expect(await statusOf(site, order_id)).toBe('WAIT_ACCEPT')
  await passSeconds(15)
  expect(seconds()).toBe(2 * 86_400 + 80)
  expect(await statusOf(site, order_id)).toBe('CANCELED')
  expect(reports).toEqual(['172800 s seen', '172800 s believed'])
})

test('small differences are corrected at once', async () => {
  world.wrong_ms = 3_000
  await passSeconds(11)
  expect(seconds()).toBe(14)
  world.wrong_ms = -1_000
  await passSeconds(11)
  expect(seconds()).toBe(21)
  expect(reports).toEqual([])
})

test('an answer that took long tells nothing', async () => {
  world.answers_ms = 1_500
  world.wrong_ms = 4_000
  await passSeconds(12)
  expect(clock.now().getTime()).toBe(Date.parse(NOON) + world.elapsed_ms)
})

test('time goes on while the database is away', async () => {
  world.away = true
  await passSeconds(100)
  expect(seconds()).toBe(100)
})
