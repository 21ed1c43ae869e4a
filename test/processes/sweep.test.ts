import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sweepOrders } from '../../server/orders/sweep-orders.ts'
import type { Database } from '../../server/schema.ts'
import { type Barrier, placeBarrier } from '../harness/barrier.ts'
import { type Letting, openLetting, order, statusOf, sweep } from '../harness/lettings.ts'
import { createTestDatabaseUrl, NOON, openNamed, openSite, type Site } from '../harness/site.ts'

/** As many as one statement of the sweep moves, of orders that wait for the same thing. */
const BATCH = 500
const SERVERS = ['a', 'b', 'c', 'd'].map((letter) => ({ application_name: `sweep ${letter}` }))
// A batch for each of them and more.
const ORDERS = 2 * (SERVERS.length + 1) * BATCH

let url: string
let site: Site
let others: Site[]
let letting: Letting
let barrier: Barrier
beforeAll(async () => {
  url = await createTestDatabaseUrl()
  const [database, ...more] = SERVERS.map((server) => openNamed(url, server.application_name))
  site = await openSite({ database: database as Database })
  letting = await openLetting(site)
  others = await Promise.all(more.map((another) => site.another({ database: another })))
  const when = `NEW.actor = 'system'`
  barrier = await placeBarrier(url, { table: 'order_events', moment: 'write', when })
})
afterAll(async () => {
  for (const other of others) await other.close()
  await site.close()
})
beforeEach(() => site.clock.set(NOON))

/** Orders whose deadline passed while nobody looked: half wait for the host, half for the guest. */
const addOverdue = ({ guest, host, house_id }: Letting, count: number) =>
  sql`
    WITH made AS (
      INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, price_fen,
        amount_fen, status, due_at, created_at)
      SELECT ${house_id}, nextval('order_ids'), ${guest.person.id}, ${host.person.id},
        date '2030-01-01' + n, date '2030-01-01' + n, 1, 1,
        CASE WHEN n % 2 = 0 THEN 'WAIT_ACCEPT' ELSE 'WAIT_PAYMENT' END,
        ${site.clock.now()}::timestamptz - n * interval '1 second', now()
      FROM generate_series(1, ${count}::integer) AS n
      RETURNING house_id, id, start_date, end_date
    )
    INSERT INTO held_nights (house_id, nights, order_id)
    SELECT house_id, daterange(start_date, end_date, '[]'), id FROM made`.execute(
    site.database.kysely,
  )

const tally = async (house_id: number) => {
  const { rows } = await sql<Record<string, number>>`
    SELECT
      (SELECT count(*) FROM orders WHERE house_id = ${house_id}
        AND status = 'CANCELED' AND due_at IS NULL) AS canceled,
      (SELECT count(*) FROM held_nights WHERE house_id = ${house_id}) AS held,
      (SELECT count(*) FROM order_events WHERE house_id = ${house_id}
        AND to_status = 'CANCELED' AND actor = 'system') AS events`.execute(site.database.kysely)
  return { ...rows[0] }
}

const sumOf = (moved: ReadonlyMap<unknown, number>) =>
  [...moved.values()].reduce((sum, count) => sum + count, 0)

test('many servers move each of very many orders once, with one event', async () => {
  await addOverdue(letting, ORDERS)
  await barrier.hold()
  const sweeping = [site, ...others].map(sweep)
  // Nobody is left without work: what one has locked is not waited for.
  for (const server of SERVERS) await barrier.untilReached(1, server)
  await barrier.release()
  const moved = (await Promise.all(sweeping)).map(sumOf)
  for (const count of moved) expect(count).toBeGreaterThanOrEqual(BATCH)
  expect(moved.reduce((sum, count) => sum + count)).toBe(ORDERS)
  expect(await tally(letting.house_id)).toEqual({ canceled: ORDERS, held: 0, events: ORDERS })
})

test('a server that stops ends its sweep after the batch under way', async () => {
  const own = await openLetting(site)
  await addOverdue(own, ORDERS)
  const stopping = new AbortController()
  await barrier.hold()
  const sweeping = sweepOrders(site.database.kysely, site.clock, stopping.signal)
  await barrier.untilReached(1)
  stopping.abort()
  await barrier.release()
  expect(sumOf(await sweeping)).toBe(BATCH)
  expect(await tally(own.house_id)).toMatchObject({ canceled: BATCH, events: BATCH })
  await sweep(site)
  expect(await tally(own.house_id)).toEqual({ canceled: ORDERS, held: 0, events: ORDERS })
})

test('while a batch takes long, others book, accept and sweep', async () => {
  const own = await openLetting(site)
  const waiting = await order(own, '2026-12-20')
  const late = await order(own, '2026-12-21')
  await sql`UPDATE orders SET due_at = ${site.clock.now()} WHERE id = ${late}`.execute(
    site.database.kysely,
  )
  await barrier.hold()
  const sweeping = sweep(site)
  await barrier.untilReached(1)
  await order(own, '2026-12-25')
  const { errcode } = await own.host.put(`/orders/${waiting}/status`, { action: 'accept' })
  expect(errcode).toBe('0')
  for (const other of others) await sweep(other)
  // It is there still, and has moved nothing that others could see.
  await barrier.untilReached(1)
  expect(await statusOf(site, late)).toBe('WAIT_ACCEPT')
  await barrier.release()
  await sweeping
  expect(await statusOf(site, late)).toBe('CANCELED')
})
