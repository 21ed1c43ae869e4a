import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_TAX } from '../../rules/fees.ts'
import { type HouseRules, NO_RULES, type RangeRule } from '../../rules/house-rules.ts'
import { addDays } from '../../rules/night-date.ts'
import { quoteStay } from '../../rules/quote.ts'
import { type Letting, openLetting } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

// Random rules and stays: what is shown is what is charged, and both are the sum of their days.
// More of them: QUOTE_RUNS=100000.
const RUNS = Number(process.env['QUOTE_RUNS'] ?? 2_000)
const CHARGED_RUNS = 25
const TODAY = '2026-12-01'

const price = fc.option(fc.integer({ min: 1, max: 10_000_000 }), { nil: undefined })
const lead = fc.option(
  fc.record({ days: fc.nat({ max: 60 }), percent: fc.integer({ min: 1, max: 90 }) }),
)
const percent = fc.nat({ max: 90 })
const day = fc.nat({ max: 90 }).map((days) => addDays(TODAY, days))

/** Ranges one after another, some with room between them. */
const ranges = fc
  .array(fc.record({ gap: fc.nat({ max: 9 }), length: fc.integer({ min: 1, max: 20 }), price }), {
    maxLength: 6,
  })
  .map((drawn) => {
    let next = 0
    return drawn.map(({ gap, length, price: of_range }): RangeRule => {
      const first = next + gap
      next = first + length
      const named = { name: '时段', start_date: addDays(TODAY, first) }
      return withPrice({ ...named, end_date: addDays(TODAY, next - 1) }, of_range)
    })
  })

const withPrice = <Rule extends object>(rule: Rule, of_rule: number | undefined) =>
  of_rule === undefined ? rule : { ...rule, price: of_rule }

const rules: fc.Arbitrary<HouseRules> = fc
  .record({
    weekdays: fc.uniqueArray(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), price }), {
      selector: (rule) => rule.weekday,
    }),
    ranges,
    days: fc.uniqueArray(fc.record({ date: day, price }), { selector: (rule) => rule.date }),
    week_percent: percent,
    month_percent: percent,
    last_minute: lead,
    early_bird: lead,
  })
  .map(({ weekdays, days, ...drawn }) => ({
    ...NO_RULES,
    ...drawn,
    weekdays: weekdays.map(({ weekday, price: of_rule }) => withPrice({ weekday }, of_rule)),
    days: days.map(({ date, price: of_rule }) => withPrice({ date }, of_rule)),
  }))

const stay = fc
  .tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 40 }))
  .map(([ahead, days]) => ({
    first: addDays(TODAY, ahead),
    last: addDays(TODAY, ahead + days - 1),
  }))
const house = fc
  .integer({ min: 1, max: 10_000_000 })
  .map((fen) => ({ price: fen, min_days: 1, max_days: 0 }))

const sum = (parts: readonly { amount: number }[]) =>
  parts.reduce((total, { amount }) => total + amount, 0)

test('a quote is the sum of its days and of its lines, in whole fen', () => {
  fc.assert(
    fc.property(house, rules, stay, (terms, of_house, asked) => {
      const quote = quoteStay(terms, of_house, asked, { today: TODAY, guests: 1, tax: NO_TAX })
      expect(sum(quote.days)).toBe(quote.amount)
      expect(sum(quote.lines)).toBe(quote.amount)
      for (const { amount } of [...quote.days, ...quote.lines])
        expect(Number.isSafeInteger(amount)).toBe(true)
    }),
    { numRuns: RUNS },
  )
})

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  site.clock.set(NOON)
  letting = await openLetting(site)
})
afterAll(() => site.close())

test('what is charged is what was quoted, and its days are kept', async () => {
  const { guest, host, house_id } = letting
  await fc.assert(
    fc.asyncProperty(rules, stay, async (of_house, asked) => {
      await host.put(`/user/houses/${house_id}/rules`, { rules: of_house })
      const days = { start_date: asked.first, end_date: asked.last }
      const { data } = await guest.get(`/houses/${house_id}/quote?${new URLSearchParams(days)}`)
      const placed = await guest.post('/orders', { house_id, ...days, amount: data.quote.amount })
      expect(placed.errcode).toBe('0')
      const row = await site.database.kysely
        .selectFrom('orders')
        .select(['amount_fen', 'day_amounts'])
        .where('id', '=', placed.data.order_id)
        .executeTakeFirstOrThrow()
      expect(row.amount_fen).toBe(data.quote.amount)
      expect(row.day_amounts).toEqual(data.quote.days.map((one: { amount: number }) => one.amount))
      await guest.put(`/orders/${placed.data.order_id}/status`, { action: 'cancel' })
    }),
    { numRuns: CHARGED_RUNS },
  )
})
