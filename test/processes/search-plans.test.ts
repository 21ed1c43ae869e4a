import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addHousesWithStays } from '../../bench/search-fixture.ts'
import { NO_TAX } from '../../rules/fees.ts'
import { WIDEST_BOOKING_LIMITS } from '../../server/availability/settings.ts'
import { createClock } from '../../server/platform/database/clock.ts'
import type { Statement } from '../../server/platform/database/database.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Database, Tables } from '../../server/schema.ts'
import { createHouseCards, FIND_CARDS } from '../../server/search/house-cards.ts'
import { FIND_MOST_BOOKED } from '../../server/search/most-booked.ts'
import { createSearch, type SearchQuestion } from '../../server/search/search-houses.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

// However search is asked, the database never reads a table from its beginning to its end.
const HOUSES = 5_000
const WHOLE_TABLE = /Seq Scan on (houses|held_nights|house_facilities|house_images)/

const clock = createClock('Asia/Shanghai')
const search = createSearch(
  clock,
  { ...WIDEST_BOOKING_LIMITS, tax: NO_TAX },
  createHouseCards(clock),
)
interface Ran {
  readonly text: string
  readonly values: readonly unknown[]
  /** Planned for all values at once. */
  readonly prepared: boolean
}
let ran: Ran[] = []
let pool: pg.Pool
let opened: Database
/** Keeps what it is asked. */
let database: Database
beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  pool = new pg.Pool({ connectionString: url })
  const client = await pool.connect()
  await addHousesWithStays(client, HOUSES).finally(() => client.release())
  opened = openPostgres(url)
  const log = ({ query }: { query: CompiledQuery }) =>
    void ran.push({ text: query.sql, values: query.parameters, prepared: false })
  database = {
    ...opened,
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log }),
    run: (statement: Statement, values) => {
      ran.push({ text: statement.text, values, prepared: true })
      return opened.run(statement, values)
    },
  }
})
afterAll(() => Promise.all([pool.end(), opened.close()]))

async function explain({ text, values, prepared }: Ran): Promise<string> {
  const { rows } = prepared
    ? await pool.query(`EXPLAIN (GENERIC_PLAN) ${text}`)
    : await pool.query(`EXPLAIN ${text}`, [...values])
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

const explainPrepared = ({ text }: Statement) => explain({ text, values: [], prepared: true })

async function planOf(question: SearchQuestion): Promise<string> {
  ran = []
  await search(database, question)
  // Words are folded before, and prices are looked up after it.
  const statement = ran.find(({ text }) => text.includes('AS counted'))
  if (!statement) throw new Error('search asked the database nothing')
  return explain(statement)
}

const dayAfter = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const days = () => ({ sd: dayAfter(100), ed: dayAfter(103) })

/** As many facilities as a search may name. */
const MANY = Array.from({ length: 30 }, (_, index) => index + 1)

const ORDERS = ['new', 'booking', 'price-inc', 'price-des', 'rating']
// Without one facility that many houses have: with as few houses as these, to join its list whole is
// the cheapest; with 100,000 it is not.
const FILTERS: readonly SearchQuestion[] = [
  {},
  { price_min: '20000', price_max: '40000' },
  { price_max: '1' },
  { capacity: '8' },
  { capacity: '100' },
  { facility: '3,19' },
  { facility: '404' },
  { q: '后海' },
  { q: '院' },
  { q: '1234' },
  { q: '没有的' },
  { facility: MANY.join(',') },
  { q: MANY.slice(0, 10).join(' '), facility: MANY.join(','), capacity: '1', price_min: '0' },
  { q: '国贸', capacity: '3', facility: '2', price_min: '15000' },
]

test.each(ORDERS)(
  'no search in the order %s reads a whole table',
  async (sk) => {
    for (const filters of FILTERS)
      for (const place of [{}, { aid: '3' }])
        for (const when of [{}, days()])
          for (const p of Object.keys(filters).length > 0 ? ['1'] : ['1', '40']) {
            const question = { ...filters, ...place, ...when, sk, p }
            const plan = await planOf(question)
            expect(WHOLE_TABLE.test(plan), `${JSON.stringify(question)}\n${plan}`).toBe(false)
          }
  },
  120_000,
)

test.each(ORDERS)('an area in the order %s is read along its index, unsorted', async (sk) => {
  const plan = await planOf({ aid: '3', ...days(), sk })
  expect(plan.match(/Index (Only )?Scan (Backward )?using houses_area_\w+/g)).toHaveLength(2)
  expect(plan).toContain('held_nights_until')
  // What is sorted is the page alone, once it is there, and the pictures of each of its houses.
  const sorted = [...plan.matchAll(/"?Sort Key"?: (.*)/g)].map(([, by]) => by)
  expect(sorted.filter((by) => !by?.startsWith('house_images'))).toHaveLength(1)
})

test('what a card shows of a house is looked up along keys', async () => {
  const plan = await explainPrepared(FIND_CARDS)
  for (const key of ['houses_pkey', 'house_images_pkey']) expect(plan).toContain(key)
})

test('the houses of the first page are read along their index', async () => {
  const plan = await explainPrepared(FIND_MOST_BOOKED)
  expect(plan).toContain('houses_recommended')
  expect(plan).not.toMatch(WHOLE_TABLE)
})
