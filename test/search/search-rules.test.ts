import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freeStays, type StayRules, stayProblem } from '../../rules/free-days.ts'
import { NO_RULES } from '../../rules/house-rules.ts'
import { addDays } from '../../rules/night-date.ts'
import { dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

const TODAY = '2026-12-01'
const HOUR = 12
const RUNS = 60
const LENGTHS = { min_days: 2, max_days: 9 }

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site, LENGTHS)
  await order(letting, dayAfter(site, 5), dayAfter(site, 6))
})
afterAll(() => site.close())
beforeEach(() => site.clock.set(NOON))

const set = (of_house: object) =>
  letting.host.put(`/user/houses/${letting.house_id}/rules`, {
    rules: { ...NO_RULES, ...of_house },
  })
const find = async (sd: string, ed: string) =>
  (await site.visitor().get(`/houses?sd=${sd}&ed=${ed}`)).data.houses
const quote = async (first: string, last: string) =>
  (
    await site
      .visitor()
      .get(`/houses/${letting.house_id}/quote?start_date=${first}&end_date=${last}`)
  ).data.quote

const length = {
  min_days: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  max_days: fc.option(fc.constantFrom(0, 4, 6), { nil: undefined }),
}
const sometimes = fc.option(fc.boolean(), { nil: undefined })
const weekdays = fc.option(
  fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
  { nil: undefined },
)
const said = <T extends object>(rule: T): T =>
  Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as T

const rules = fc.record({
  weekdays: fc.uniqueArray(
    fc
      .record({
        weekday: fc.integer({ min: 1, max: 7 }),
        ...length,
        arrive: sometimes,
        leave: sometimes,
      })
      .map(said),
    { selector: (rule) => rule.weekday, maxLength: 7 },
  ),
  ranges: fc
    .record({ start: fc.nat({ max: 6 }), ...length, arrive_on: weekdays, leave_on: weekdays })
    .map(({ start, ...rule }) => [
      said({
        name: '时段',
        start_date: addDays(TODAY, start),
        end_date: addDays(TODAY, start + 5),
        ...rule,
      }),
    ]),
  days: fc.uniqueArray(
    fc
      .record({ date: fc.nat({ max: 9 }).map((ahead) => addDays(TODAY, ahead)), ...length })
      .map(said),
    { selector: (rule) => rule.date, maxLength: 4 },
  ),
  notice_days: fc.nat({ max: 2 }),
  cutoff_hour: fc.constantFrom(HOUR - 1, HOUR, HOUR + 1),
  window_days: fc.constantFrom(0, 7, 30),
  gap_days: fc.constantFrom(0, 1, 3),
})
const stay = fc.tuple(fc.nat({ max: 8 }), fc.integer({ min: 1, max: 7 }))

/** All that a browser is told. */
const told = async (): Promise<StayRules> => {
  const { data } = await site.visitor().get(`/houses/${letting.house_id}/calendar`)
  return { ...data, ...LENGTHS, today: TODAY }
}

test('search and browser take a stay exactly where its quote can be booked, and offer no other', async () => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.array(stay, { minLength: 4, maxLength: 4 }),
      async (drawn, asked) => {
        expect(await set(drawn)).toMatchObject({ errcode: '0' })
        const calendar = await told()
        for (const [ahead, days] of asked) {
          const [first, last] = [addDays(TODAY, ahead), addDays(TODAY, ahead + days - 1)]
          const { bookable, amount } = await quote(first, last)
          const found = await find(first, last)
          expect(found.map((house: { amount: number }) => house.amount)).toEqual(
            bookable ? [amount] : [],
          )
          expect(stayProblem({ from: first, to: last }, calendar) === undefined).toBe(bookable)
        }
        const [ahead, days] = asked[0] as [number, number]
        const wish = { from: addDays(TODAY, ahead), to: addDays(TODAY, ahead + days - 1) }
        for (const { from, to } of freeStays(wish, calendar, 2))
          expect(await quote(from, to)).toMatchObject({ bookable: true })
      },
    ),
    { numRuns: RUNS },
  )
})

test('with days and a price, houses are compared by their own price, and the answer says so', async () => {
  const days = `sd=${addDays(TODAY, 20)}&ed=${addDays(TODAY, 22)}`
  const search = async (query: string) => (await site.visitor().get(`/houses?${query}`)).data
  for (const by_price of ['sk=price-inc', 'sk=price-des', 'price_min=1', 'price_max=99999999'])
    expect(await search(`${days}&${by_price}`)).toMatchObject({ price_by: 'house' })
  for (const other of [days, `${days}&sk=booking`, 'sk=price-inc', 'price_min=1'])
    expect((await search(other)).price_by).toBeUndefined()
})
