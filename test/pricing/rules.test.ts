import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { dayAfter, type Letting, openLetting } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site, { price_fen: 36_800 })
})

// NOON is a Tuesday: day(3) a Friday, day(6) a Monday.
const day = (days: number) => dayAfter(site, days)
const path = () => `/user/houses/${letting.house_id}/rules`
const set = (rules: object) => letting.host.put(path(), { rules: { ...NO_RULES, ...rules } })
const quote = async (first: string, last: string) =>
  (
    await letting.guest.get(
      `/houses/${letting.house_id}/quote?start_date=${first}&end_date=${last}`,
    )
  ).data.quote
const amounts = async (first: string, last: string) =>
  (await quote(first, last)).days.map(({ amount }: { amount: number }) => amount)
const place = (first: string, last: string, more: object = {}, headers = {}) =>
  letting.guest.post(
    '/orders',
    { house_id: letting.house_id, start_date: first, end_date: last, ...more },
    headers,
  )
const order = async (order_id: number) =>
  (await letting.guest.get(`/orders/${order_id}`)).data.order

const WEEKEND = [
  { weekday: 5, price: 46_800 },
  { weekday: 6, price: 46_800 },
]

describe('what a day costs', () => {
  test('is the price of the house where nothing else is said', async () => {
    expect(await quote(day(1), day(2))).toMatchObject({
      days: [
        { date: day(1), amount: 36_800 },
        { date: day(2), amount: 36_800 },
      ],
      lines: [{ kind: 'nights', quantity: 2, unit_amount: 36_800, amount: 73_600 }],
      amount: 73_600,
      bookable: true,
    })
  })

  test('goes by the day, then the range, then the weekday, then the house', async () => {
    const ranges = [{ name: '节', start_date: day(4), end_date: day(6), price: 88_800 }]
    await set({ weekdays: WEEKEND, ranges, days: [{ date: day(5), price: 99_900 }] })
    expect(await amounts(day(2), day(7))).toEqual([36_800, 46_800, 88_800, 99_900, 88_800, 36_800])
  })

  test('is set and taken back day by day in the calendar', async () => {
    const calendar = `/user/houses/${letting.house_id}/calendar`
    const days = { start_date: day(2), end_date: day(3) }
    await letting.host.put(calendar, { ...days, price: '500.5', min_days: 2 })
    expect(await amounts(day(1), day(4))).toEqual([36_800, 50_050, 50_050, 36_800])
    const { data } = await letting.host.get(`${calendar}?from=${day(2)}&to=${day(2)}`)
    expect(data.days[0]).toMatchObject({ price: 50_050, min_days: 2, state: 'free' })
    await letting.host.put(calendar, { start_date: day(3), end_date: day(3), price: null })
    expect(await amounts(day(2), day(3))).toEqual([50_050, 36_800])
    expect((await letting.host.get(path())).data.rules.days).toEqual([
      { date: day(2), price: 50_050, min_days: 2 },
      { date: day(3), min_days: 2 },
    ])
  })

  test.each([
    [6, 0],
    [7, 10],
    [28, 25],
  ])('is less for long stays: %i days, %i percent', async (days, percent) => {
    await set({ week_percent: 10, month_percent: 25 })
    const total = 36_800 * days
    expect((await quote(day(1), day(days))).amount).toBe((total * (100 - percent)) / 100)
  })

  test('is less at the last minute and far ahead, and only the largest discount counts', async () => {
    const last_minute = { days: 1, percent: 20 }
    await set({ week_percent: 10, last_minute, early_bird: { days: 30, percent: 5 } })
    expect((await quote(day(1), day(1))).amount).toBe(29_440)
    expect((await quote(day(2), day(2))).amount).toBe(36_800)
    expect((await quote(day(30), day(30))).amount).toBe(34_960)
    const { lines, amount } = await quote(day(1), day(7))
    expect(lines[1]).toMatchObject({ kind: 'discount', reason: 'last_minute', percent: 20 })
    expect(lines[0].amount + lines[1].amount).toBe(amount)
  })

  test('is rounded by itself, half a fen up', async () => {
    await set({ days: [{ date: day(1), price: 5 }], last_minute: { days: 9, percent: 50 } })
    expect(await amounts(day(1), day(1))).toEqual([3])
  })
})

describe('what stays are taken', () => {
  test.each([
    ['stay_length', { ranges: [{ name: '节', start_date: 1, end_date: 9, min_days: 3 }] }, 1, 2],
    ['stay_length', { days: [{ date: 1, max_days: 1 }] }, 1, 2],
    ['too_soon', { notice_days: 3 }, 2, 4],
    ['too_soon', { cutoff_hour: 12 }, 0, 1],
    ['beyond_window', { window_days: 5 }, 4, 6],
    ['no_arrival', { weekdays: [{ weekday: 3, arrive: false }] }, 1, 2],
    ['no_departure', { weekdays: [{ weekday: 5, leave: false }] }, 1, 2],
    [
      'no_arrival',
      { ranges: [{ name: '节', start_date: 1, end_date: 9, arrive_on: [6], leave_on: [7] }] },
      1,
      2,
    ],
  ] as const)('%s where the rules say so', async (refusal, rules, first, last) => {
    await set(withDates(rules))
    expect(await quote(day(first), day(last))).toMatchObject({ bookable: false, refusal })
    expect(await place(day(first), day(last))).toMatchObject({ refusal })
  })

  test('a stay that the rules take is placed', async () => {
    await set({ notice_days: 1, cutoff_hour: 0, weekdays: [{ weekday: 3, min_days: 2 }] })
    expect(await quote(day(1), day(2))).toMatchObject({ bookable: true })
    expect(await place(day(1), day(2))).toMatchObject({ errcode: '0' })
  })

  test('days that are taken have a price, and are not bookable', async () => {
    await place(day(1), day(2))
    expect(await quote(day(2), day(3))).toMatchObject({ bookable: false, refusal: 'dates_taken' })
  })
})

/** Days from today, where a rule names them by numbers. */
function withDates(rules: object): object {
  const text = JSON.stringify(rules, (key, value) =>
    /date$/.test(key) && typeof value === 'number' ? day(value) : value,
  )
  return JSON.parse(text)
}

describe('what is charged', () => {
  test('is what was quoted, and stays with the order', async () => {
    await set({ weekdays: WEEKEND, week_percent: 10 })
    const { amount } = await quote(day(1), day(8))
    const { data } = await place(day(1), day(8), { amount })
    await set({ weekdays: [], days: [{ date: day(2), price: 1 }] })
    const placed = await order(data.order_id)
    expect(placed.amount).toBe(amount)
    expect(placed.lines.map((line: { amount: number }) => line.amount)).toEqual([
      220_800, 93_600, -31_440,
    ])
  })

  test('another amount than the guest was shown places nothing, and says what it is now', async () => {
    const shown = (await quote(day(3), day(4))).amount
    await set({ weekdays: WEEKEND })
    const refused = await place(day(3), day(4), { amount: shown })
    expect(refused).toMatchObject({
      errcode: '4004',
      refusal: 'price_changed',
      data: { quote: { amount: 93_600, bookable: true } },
    })
    expect((await letting.guest.get('/user/orders')).data.orders).toEqual([])
    expect(await place(day(3), day(4), { amount: 93_600 })).toMatchObject({ errcode: '0' })
  })

  test('is the price of the moment for clients that name none', async () => {
    await set({ weekdays: WEEKEND })
    const { data } = await place(day(3), day(4))
    expect((await order(data.order_id)).amount).toBe(93_600)
  })

  test('a key that was used keeps its order, whatever the price is by now', async () => {
    const key = { 'idempotency-key': 'once' }
    const { data } = await place(day(3), day(3), { amount: 36_800 }, key)
    await set({ weekdays: WEEKEND })
    expect(await place(day(3), day(3), { amount: 36_800 }, key)).toMatchObject({ data })
    const unused = { 'idempotency-key': 'twice' }
    expect(await place(day(4), day(4), { amount: 36_800 }, unused)).toMatchObject({
      refusal: 'price_changed',
    })
    expect(await place(day(4), day(4), { amount: 46_800 }, unused)).toMatchObject({ errcode: '0' })
  })

  test('goes by the price of the house where that changes after the rules', async () => {
    await set({ week_percent: 50 })
    await place(day(1), day(1))
    await site.database.kysely
      .updateTable('houses')
      .set({ price_fen: 10_000 })
      .where('id', '=', letting.house_id)
      .execute()
    const { data } = await place(day(2), day(2))
    expect((await order(data.order_id)).amount).toBe(10_000)
  })
})

describe('rules that are refused', () => {
  test.each([
    ['weekdays', { weekdays: [{ weekday: 1 }, { weekday: 1 }] }],
    ['min_days', { weekdays: [{ weekday: 8 }] }],
    ['price', { days: [{ date: 1, price: 0 }] }],
    ['price', { days: [{ date: 1, price: 10_000_001 }] }],
    ['price', { days: [{ date: 1, price: -5 }] }],
    ['max_days', { weekdays: [{ weekday: 1, min_days: 3, max_days: 2 }] }],
    ['percent', { week_percent: 91 }],
    ['backwards', { ranges: [{ name: '节', start_date: 4, end_date: 2, price: 1 }] }],
    ['overlap', { ranges: [range('甲', 1, 4), range('乙', 4, 6)] }],
    ['no day', { days: [{ date: '2027-02-30', price: 100 }] }],
    ['unknown', { discount: 5 }],
  ])('%s', async (_, rules) => {
    await set({ week_percent: 5 })
    expect(await set(withDates(rules))).toMatchObject({ errcode: '4103' })
    expect((await letting.host.get(path())).data.rules).toEqual({ ...NO_RULES, week_percent: 5 })
  })

  test('of a house of somebody else', async () => {
    const other = await openLetting(site)
    expect(await other.host.put(path(), { rules: NO_RULES })).toMatchObject({ errcode: '4105' })
    expect(await other.host.get(path())).toMatchObject({ errcode: '4105' })
  })

  test('prices in the calendar out of their bounds', async () => {
    const days = { start_date: day(1), end_date: day(2) }
    for (const price of [0, -1, '100000.01', '1.005'])
      expect(
        await letting.host.put(`/user/houses/${letting.house_id}/calendar`, { ...days, price }),
      ).toMatchObject({ errcode: '4103' })
  })
})

function range(name: string, start_date: number, end_date: number) {
  return { name, start_date, end_date, price: 100 }
}
