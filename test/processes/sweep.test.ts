import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sweepOrders } from '../../server/orders/sweep-orders.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { type Letting, openLetting, order, statusOf, sweep } from '../harness/lettings.ts'
import { createTestDatabaseUrl, NOON, openSite, type Site } from '../harness/site.ts'

// More than several batches of the sweep, and servers with connections of their own.
const ORDERS = 3_200
const SERVERS = 4

let site: Site
let others: Site[]
let letting: Letting
beforeAll(async () => {
  site = await openSite({ database: openPostgres<Tables>(await createTestDatabaseUrl()) })
  letting = await openLetting(site)
  others = await Promise.all(Array.from({ length: SERVERS - 1 }, () => site.another()))
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

test('many servers move each of very many orders once, with one event', async () => {
  await addOverdue(letting, ORDERS)
  const sweeps = await Promise.all([site, ...others].map(sweep))
  const moved = sweeps.map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0))
  // Nobody is left without work: what one has locked is not waited for.
  expect(moved.filter((count) => count > 0).length).toBeGreaterThan(1)
  expect(moved.reduce((sum, count) => sum + count)).toBe(ORDERS)
  expect(await tally(letting.house_id)).toEqual({ canceled: ORDERS, held: 0, events: ORDERS })
})

test('a server that stops ends its sweep after the batch under way', async () => {
  const own = await openLetting(site)
  await addOverdue(own, ORDERS)
  const stopping = new AbortController()
  const sweeping = sweepOrders(site.database.kysely, site.clock, stopping.signal)
  stopping.abort()
  await sweeping
  const { canceled } = await tally(own.house_id)
  expect(canceled).toBeGreaterThan(0)
  expect(canceled).toBeLessThan(ORDERS)
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
  const slow = await slowDownSweeps(site)
  let swept = false
  const sweeping = sweep(site).then(() => {
    swept = true
  })
  await slow.untilUnderWay()
  await order(own, '2026-12-25')
  const { errcode } = await own.host.put(`/orders/${waiting}/status`, { action: 'accept' })
  expect(errcode).toBe('0')
  for (const other of others) await sweep(other)
  expect(swept).toBe(false)
  await slow.goOn()
  await sweeping
  expect(await statusOf(site, late)).toBe('CANCELED')
})

/** Makes every sweep wait inside its transaction, until `goOn`. */
async function slowDownSweeps({ database: { kysely } }: Site) {
  const LOCK = 4_711
  await sql`
    CREATE FUNCTION wait_a_while() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(${sql.lit(LOCK)});
      RETURN NEW;
    END
    $$`.execute(kysely)
  await sql`
    CREATE TRIGGER wait_a_while BEFORE INSERT ON order_events
    FOR EACH ROW WHEN (NEW.actor = 'system') EXECUTE FUNCTION wait_a_while()`.execute(kysely)
  const held = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holding = kysely.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx)
    locked.resolve()
    await held.promise
  })
  await locked.promise
  return {
    async untilUnderWay() {
      await expect
        .poll(
          async () => {
            const { rows } = await sql<{ waiting: number }>`
              SELECT count(*) AS waiting FROM pg_locks
              WHERE locktype = 'advisory' AND NOT granted`.execute(kysely)
            return rows[0]?.waiting
          },
          { timeout: 5_000 },
        )
        .toBe(1)
    },
    async goOn() {
      held.resolve()
      await holding
    },
  }
}
