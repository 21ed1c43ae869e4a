import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addHousesWithStays } from '../../bench/search-fixture.ts'
import { listStays } from '../../server/orders/list-stays.ts'
import type { Tables } from '../../server/schema.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

// A host's stays are found through an index of the ledger, however many other houses have some.
const HOUSES = 5_000
const OWN_HOUSES = 50
const HOST_ID = 100_000

const ran: CompiledQuery[] = []
let pool: pg.Pool
let db: Kysely<Tables>
beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await createTestDatabaseUrl() })
  const client = await pool.connect()
  await addHousesWithStays(client, HOUSES).finally(() => client.release())
  await addHostOfSome()
  await pool.query(ADD_ORDERS)
  await pool.query('VACUUM ANALYZE')
  const log = ({ query }: { query: CompiledQuery }) => void ran.push(query)
  db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log })
})
afterAll(() => pool.end())

async function addHostOfSome(): Promise<void> {
  await pool.query(`
    INSERT INTO users (id, mobile, name, password_hash, created_at)
    VALUES (${HOST_ID}, '13800000002', '房东小屋', '', now())`)
  await pool.query(`UPDATE houses SET host_id = ${HOST_ID} WHERE id % ${HOUSES / OWN_HOUSES} = 0`)
}

const ADD_ORDERS = `
  INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, price_fen,
    amount_fen, status, created_at)
  SELECT house_id, order_id, 1, houses.host_id, lower(nights), upper(nights) - 1, 1,
    upper(nights) - lower(nights), 'PAID', now()
  FROM held_nights JOIN houses ON houses.id = house_id`

const dayAfter = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test.each([
  ['a week of all houses', 7, undefined],
  ['400 days of all houses', 399, undefined],
  ['400 days of one house', 399, HOUSES],
])('%s: along indexes alone', async (_what, days, house_id) => {
  ran.length = 0
  const question = { host_id: HOST_ID, house_id, from: dayAfter(100), to: dayAfter(100 + days) }
  const { stays } = await listStays(db, question)
  expect(stays.length).toBeGreaterThan(0)
  const [statement] = ran
  const { rows } = await pool.query(`EXPLAIN ${statement?.sql}`, [...(statement?.parameters ?? [])])
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/held_nights_(no_overlap|until)/)
  expect(plan).toContain('orders_pkey')
  expect(plan).not.toMatch(/Seq Scan on (orders|held_nights|houses)/)
})
