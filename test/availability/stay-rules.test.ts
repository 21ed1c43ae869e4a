import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../rules/night-date.ts'
import { stayProblem } from '../../rules/stay-rules.ts'
import { REFUSAL_OF, stayRefusalText, takesLength } from '../../server/availability/stay-refusal.ts'
import type { Database } from '../../server/schema.ts'
import { openTestDatabase } from '../harness/site.ts'

// The rules of stays are told twice: to whoever asks, and to the statement that places orders. A
// thousand stays, most of them near where the rules begin and end, are judged by both.
const STAYS = 1_000
const TODAY = '2026-12-01'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const stays = fc.array(
  fc.record({
    from: fc.integer({ min: -2, max: 12 }),
    length: fc.integer({ min: 1, max: 8 }),
    min_days: fc.integer({ min: 1, max: 4 }),
    more_days: fc.option(fc.nat(4)),
    window_days: fc.integer({ min: 1, max: 12 }),
  }),
  { minLength: STAYS, maxLength: STAYS },
)

const TEXT = stayRefusalText({
  first: 'first',
  last: 'last',
  days: '(last - first + 1)',
  min_days: 'min_days',
  max_days: 'max_days',
  first_day: 'first_day',
  last_day: 'last_day',
})

const LENGTH = takesLength(String.raw, {
  days: '(last - first + 1)',
  min_days: 'min_days',
  max_days: 'max_days',
})

test('the statement and everybody else judge stays by the same rules', async () => {
  const [drawn = []] = fc.sample(stays, 1)
  const judged = drawn.map(({ from, length, min_days, more_days, window_days }) => ({
    first: addDays(TODAY, from),
    last: addDays(TODAY, from + length - 1),
    min_days,
    max_days: more_days === null ? 0 : min_days + more_days,
    first_day: TODAY,
    last_day: addDays(TODAY, window_days),
  }))
  const { rows } = await sql<{ refusal: string | null; takes: boolean }>`
    SELECT ${sql.raw(TEXT)} AS refusal, ${sql.raw(LENGTH)} AS takes
    FROM jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) AS stay
      (first date, last date, min_days integer, max_days integer, first_day date, last_day date)
  `.execute(database.kysely)
  const expected = judged.map((stay) => {
    const problem = stayProblem(stay, stay)
    const length = stayProblem(stay, { ...stay, first_day: stay.first, last_day: stay.last })
    return { refusal: problem ? REFUSAL_OF[problem] : null, takes: length === undefined }
  })
  expect(rows).toEqual(expected)
})
