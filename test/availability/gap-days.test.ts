import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { anotherHouse, dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

let site: Site
let people: Letting
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  people = await openLetting(site)
})
afterAll(() => site.close())
beforeEach(async () => {
  letting = await anotherHouse(people)
})

const day = (days: number) => dayAfter(site, days)
const days = (first: number, last: number) => ({ start_date: day(first), end_date: day(last) })
const set = (rules: object) =>
  letting.host.put(`/user/houses/${letting.house_id}/rules`, { rules: { ...NO_RULES, ...rules } })
const place = (first: number, last: number) =>
  letting.guest.post('/orders', { house_id: letting.house_id, ...days(first, last) })
const close = (first: number, last: number) =>
  letting.host.put(`/user/houses/${letting.house_id}/calendar`, {
    ...days(first, last),
    closed: true,
  })
const taken = async () =>
  (await letting.guest.get(`/houses/${letting.house_id}/calendar`)).data.taken
const bookable = async (first: number, last: number): Promise<boolean> => {
  const path = `/houses/${letting.house_id}/quote?start_date=${day(first)}&end_date=${day(last)}`
  return (await letting.guest.get(path)).data.quote.bookable
}
const isFound = async (first: number, last: number) => {
  const { data } = await letting.guest.get(`/houses?sd=${day(first)}&ed=${day(last)}`)
  return data.houses.some((house: { house_id: number }) => house.house_id === letting.house_id)
}

test('days stay free on both sides of a stay, and everybody says the same of them', async () => {
  await set({ gap_days: 2 })
  await order(letting, day(10), day(12))
  expect(await taken()).toEqual([days(8, 14)])
  for (const [first, last, free] of [
    [13, 13, false],
    [14, 16, false],
    [15, 16, true],
    [6, 8, false],
    [9, 9, false],
    [6, 7, true],
  ] as const) {
    expect(await bookable(first, last)).toBe(free)
    expect(await isFound(first, last)).toBe(free)
    expect(await place(first, last)).toMatchObject(
      free ? { errcode: '0' } : { errcode: '4003', refusal: 'dates_taken' },
    )
  }
})

test('the host sees which free days lie between two stays', async () => {
  await set({ gap_days: 1 })
  await order(letting, day(3))
  await close(5, 5)
  const path = `/user/houses/${letting.house_id}/calendar?from=${day(1)}&to=${day(5)}`
  const { data } = await letting.host.get(path)
  expect(data.days.map(({ state, gap }: { state: string; gap?: true }) => [state, gap])).toEqual([
    ['free', undefined],
    ['free', true],
    ['held', undefined],
    ['free', true],
    ['closed', undefined],
  ])
})

test('lies between stays alone: next to a stay days can be closed, next to closed days booked', async () => {
  await set({ gap_days: 3 })
  await order(letting, day(5))
  expect(await close(6, 6)).toMatchObject({ errcode: '0' })
  expect(await close(20, 20)).toMatchObject({ errcode: '0' })
  expect(await place(19, 19)).toMatchObject({ errcode: '0' })
})

test('that is changed leaves stays as they stand, and counts from then on', async () => {
  await order(letting, day(5))
  await order(letting, day(6))
  const last = await order(letting, day(7))
  await set({ gap_days: 2 })
  expect(await taken()).toEqual([days(3, 9)])
  expect(await place(9, 9)).toMatchObject({ refusal: 'dates_taken' })
  await letting.guest.put(`/orders/${last}/status`, { action: 'cancel' })
  expect(await place(8, 8)).toMatchObject({ refusal: 'dates_taken' })
  expect(await place(9, 9)).toMatchObject({ errcode: '0' })
  await set({ gap_days: 0 })
  expect(await place(10, 10)).toMatchObject({ errcode: '0' })
  await set({ gap_days: 1 })
  expect(await place(11, 11)).toMatchObject({ refusal: 'dates_taken' })
})

test.each([15, -1, 1.5])('of %s days is refused', async (gap_days) => {
  expect(await set({ gap_days })).toMatchObject({ errcode: '4103' })
})

interface Stay {
  readonly first: number
  readonly last: number
}

test('whatever is placed and changed: what was taken was free by the gap of that moment', async () => {
  const stay = fc.record({ first: fc.nat({ max: 20 }), days: fc.integer({ min: 1, max: 4 }) })
  const step = fc.record({ stay, gap: fc.option(fc.nat({ max: 3 }), { nil: undefined }) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      letting = await anotherHouse(people)
      let gap_days = 0
      const stays: Stay[] = []
      for (const { stay, gap } of steps) {
        if (gap !== undefined) {
          gap_days = gap
          await set({ gap_days })
        }
        const wish = { first: stay.first, last: stay.first + stay.days - 1 }
        const free = stays.every(
          ({ first, last }) => wish.first > last + gap_days || wish.last < first - gap_days,
        )
        expect(await bookable(wish.first, wish.last)).toBe(free)
        const { errcode } = await place(wish.first, wish.last)
        expect(errcode).toBe(free ? '0' : '4003')
        if (free) stays.push(wish)
      }
    }),
    { numRuns: 15 },
  )
})
