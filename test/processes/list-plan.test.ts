import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OrderFilter, pageOfOrders } from '../../server/orders/find-orders.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { type Letting, openLetting } from '../harness/lettings.ts'
import { createTestDatabaseUrl, openSite, type Site } from '../harness/site.ts'

// A person with very many orders, among those of many others.
const ORDERS = 10_000
const OTHERS = 20_000

let site: Site
let letting: Letting
let pool: pg.Pool

beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  site = await openSite({ database: openPostgres<Tables>(url) })
  letting = await openLetting(site)
  const others = await openLetting(site)
  await addOrders(others, OTHERS / 2)
  await addOrders(letting, ORDERS)
  await addOrders(others, OTHERS / 2)
  await sql`ANALYZE`.execute(site.database.kysely)
  pool = new pg.Pool({ connectionString: url })
})
afterAll(async () => {
  await pool.end()
  await site.close()
})

const addOrders = ({ guest, host, house_id }: Letting, count: number) =>
  sql`
    INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, price_fen,
      amount_fen, status, created_at)
    SELECT ${house_id}, nextval('order_ids'), ${guest.person.id}, ${host.person.id},
      date '2000-01-01' + n, date '2000-01-01' + n, 1, 1,
      CASE WHEN n % 10 = 0 THEN 'CANCELED' ELSE 'COMPLETE' END, now()
    FROM generate_series(1, ${count}::integer) AS n`.execute(site.database.kysely)

interface Plan {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly Plans?: readonly Plan[]
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** How the database goes about the statement once it is planned for any values. */
async function explain(filter: OrderFilter): Promise<Plan[]> {
  const { statement, values } = pageOfOrders(filter)
  const client = await pool.connect()
  try {
    await client.query('SET plan_cache_mode = force_generic_plan')
    await client.query(`PREPARE listed AS ${statement.text}`)
    const literals = values.map((value) => client.escapeLiteral(String(value))).join(', ')
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE listed (${literals})`,
    )
    return nodesOf(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    client.release(true)
  }
}

describe.each(['guest', 'host'] as const)('the list of a %s with 10,000 orders', (role) => {
  const INDEX = { guest: 'orders_guest', host: 'orders_host' }[role]
  const before = { first: undefined, middle: OTHERS / 2 + ORDERS / 2, last: OTHERS / 2 + 5 }

  test.each(Object.entries(before))(
    '%s page: along the index, no sort',
    async (_page, before_id) => {
      const user_id = letting[role].person.id
      const nodes = await explain({ role, user_id, before_id, limit: 201 })
      const orders = nodes.filter((node) => node['Relation Name'] === 'orders')
      expect(orders).toMatchObject([{ 'Node Type': 'Index Scan', 'Index Name': INDEX }])
      expect(nodes.map((node) => node['Node Type'])).not.toContain('Sort')
      // It reads the page and no more.
      expect(orders[0]?.['Actual Rows']).toBeLessThanOrEqual(201)
    },
  )

  test('of one status: no sort either', async () => {
    const user_id = letting[role].person.id
    const nodes = await explain({ role, user_id, status: 'CANCELED', limit: 201 })
    expect(nodes.map((node) => node['Node Type'])).not.toContain('Sort')
    expect(nodes.map((node) => node['Index Name'])).toContain(INDEX)
  })
})

test('every one of the 10,000 is on one page', async () => {
  const seen = new Set<number>()
  let [cursor, pages] = ['', 0]
  do {
    const { data } = await letting.guest.get(`/user/orders?limit=200${cursor}`)
    for (const { order_id } of data.orders) seen.add(order_id)
    cursor = data.next_cursor ? `&cursor=${data.next_cursor}` : ''
    pages += 1
  } while (cursor && pages < 100)
  expect({ pages, orders: seen.size }).toEqual({ pages: ORDERS / 200, orders: ORDERS })
})
