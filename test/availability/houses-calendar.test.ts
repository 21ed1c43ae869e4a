import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WIDEST_BOOKING_LIMITS } from '../../server/availability/settings.ts'
import { dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site)
})

const ask = (query = '') => site.visitor().get(`/houses/${letting.house_id}/calendar${query}`)
const takenIn = async (query = '') => (await ask(query)).data.taken
const day = (days: number) => dayAfter(site, days)
const range = (first: number, last: number) => ({ start_date: day(first), end_date: day(last) })

describe('the calendar of a house', () => {
  test('is empty before anybody comes', async () => {
    expect(await ask()).toMatchObject({ status: 200, errcode: '0', data: { taken: [] } })
  })

  test('joins stays that touch, and says nothing about who', async () => {
    for (const [first, last] of [
      [10, 12],
      [2, 2],
      [3, 5],
      [7, 7],
    ] as const)
      await order(letting, day(first), day(last))
    expect(await takenIn()).toEqual([range(2, 5), range(7, 7), range(10, 12)])
  })

  test('follows orders that end', async () => {
    await order(letting, day(1), day(3))
    const order_id = await order(letting, day(4), day(6))
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    expect(await takenIn()).toEqual([range(1, 3)])
  })

  test('shows what lies between two days, both counted', async () => {
    await order(letting, day(1), day(9))
    await order(letting, day(20), day(22))
    expect(await takenIn(`?from=${day(5)}&to=${day(20)}`)).toEqual([range(5, 9), range(20, 20)])
    expect(await takenIn(`?from=${day(9)}&to=${day(9)}`)).toEqual([range(9, 9)])
    expect(await takenIn(`?from=${day(10)}&to=${day(19)}`)).toEqual([])
    expect(await takenIn(`?to=${day(2)}`)).toEqual([range(1, 2)])
    expect(await takenIn(`?from=${day(21)}&to=`)).toEqual([range(21, 22)])
  })

  test('tells the last day that can be booked yet', async () => {
    expect((await ask()).data.last_day).toBe(day(WIDEST_BOOKING_LIMITS.window_days))
    expect((await ask(`?from=${day(9)}&to=${day(9)}`)).data.last_day).toBe(
      day(WIDEST_BOOKING_LIMITS.window_days),
    )
  })

  test('is of one house', async () => {
    await order(letting, day(1))
    letting = await openLetting(site)
    expect(await takenIn()).toEqual([])
  })

  test('reaches 400 days', async () => {
    await order(letting, day(399), day(402))
    expect(await takenIn()).toEqual([range(399, 399)])
    expect(await takenIn(`?from=${day(0)}&to=${day(399)}`)).toEqual([range(399, 399)])
    expect((await ask(`?from=${day(0)}&to=${day(400)}`)).errcode).toBe('4103')
    expect(await takenIn(`?from=${day(400)}`)).toEqual([range(400, 402)])
  })

  test.each([
    ['the last day first', 'from=2027-01-02&to=2027-01-01'],
    ['a last day before today alone', 'to=2026-11-30'],
    ['no day', 'from=2027-02-30'],
    ['no day', 'to=tomorrow'],
    ['the year 0', 'from=0000-01-01&to=0000-01-02'],
    ['days beyond the last', 'from=9999-12-31'],
    ['a list', 'from=2027-01-01&from=2027-01-02'],
  ])('refuses %s: %s', async (_what, query) => {
    expect((await ask(`?${query}`)).errcode).toBe('4103')
  })

  test('of no house is missing, once the days are right', async () => {
    const visitor = site.visitor()
    expect(await visitor.get('/houses/999999/calendar')).toMatchObject({
      errcode: '4002',
      errmsg: '房屋不存在',
    })
    expect((await visitor.get('/houses/999999/calendar?from=x')).errcode).toBe('4103')
    expect((await visitor.get('/houses/x/calendar')).errcode).toBe('4103')
  })
})

test('whatever is held, its days and only they are taken', async () => {
  const DAYS = 40
  const stays = fc.uniqueArray(
    fc.record({ first: fc.nat(DAYS - 1), days: fc.integer({ min: 1, max: 6 }) }),
    {
      selector: ({ first }) => first,
      maxLength: 12,
    },
  )
  await fc.assert(
    fc.asyncProperty(stays, fc.nat(DAYS), fc.nat(DAYS), async (wanted, one, other) => {
      const house_id = await site.house(letting.host.person.id)
      const held = new Set<string>()
      for (const { first, days } of wanted) {
        const nights = Array.from({ length: days }, (_, index) => day(first + index))
        if (nights.some((night) => held.has(night))) continue
        for (const night of nights) held.add(night)
        await sql`
          INSERT INTO held_nights (house_id, nights, order_id)
          VALUES (${house_id}, daterange(${nights[0]}, ${nights.at(-1)}, '[]'), 0)`.execute(
          site.database.kysely,
        )
      }
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const path = `/houses/${house_id}/calendar?from=${day(from)}&to=${day(to)}`
      const { taken } = (await site.visitor().get(path)).data
      const asked = Array.from({ length: to - from + 1 }, (_, index) => day(from + index))
      expect(taken).toEqual(rangesOf(asked.filter((night) => held.has(night))))
    }),
    { numRuns: 40 },
  )
})

function rangesOf(days: readonly string[]) {
  const ranges: { start_date: string; end_date: string }[] = []
  for (const one of days) {
    const last = ranges.at(-1)
    const follows = last && Date.parse(one) - Date.parse(last.end_date) === 86_400_000
    if (last && follows) last.end_date = one
    else ranges.push({ start_date: one, end_date: one })
  }
  return ranges
}
