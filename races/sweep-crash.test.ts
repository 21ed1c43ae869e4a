import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeBarrier } from '../test/harness/barrier.ts'
import { until } from '../test/harness/until.ts'
import { audit } from './harness/audit.ts'
import { breakOff, untilDisconnected } from './harness/backends.ts'
import { createJournal } from './harness/journal.ts'
import { PROGRAMS } from './harness/server-process.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const HOUSES = 20
const ORDERS = 3_000
/** As many as one statement of the sweep moves. */
const BATCH = 500
const END_MS_MAX = 60_000

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: 1, program: PROGRAMS.server_with_jobs })
  // They are started again when there is something to sweep.
  await Promise.all(site.servers.map((server) => server.kill()))
})
afterAll(() => site?.close())

test('servers that are killed while they sweep leave no order half moved', async () => {
  await addOverdue(site, await site.addHouses(HOUSES))
  // Postgres dies with them in the middle of a batch, so the batch is as if it had never been.
  expect(await killAt('write', () => breakOff(site.database_url, site.servers))).toBe(0)
  // They die alone when a batch is being committed, and Postgres commits it.
  const moved = await killAt('commit', async () => undefined)
  expect([BATCH, 2 * BATCH]).toContain(moved)

  expect(await countOverdue(site)).toBe(ORDERS - moved)
  await Promise.all(site.servers.map((server) => server.start()))
  await until('all are swept', END_MS_MAX, async () => (await countOverdue(site)) === 0)
  expect((await audit(site.database.kysely, createJournal())).torn).toEqual([])
  expect(await tally(site)).toEqual({ canceled: ORDERS, held: 0, events: ORDERS })
})

/** Kills the servers when a batch stands at this moment. @returns how many orders moved. */
async function killAt(moment: 'write' | 'commit', afterwards: () => Promise<unknown>) {
  const when = `NEW.actor = 'system'`
  const barrier = await placeBarrier(site.database_url, { table: 'order_events', moment, when })
  await barrier.hold()
  const before = await countOverdue(site)
  await Promise.all(site.servers.map((server) => server.start()))
  await barrier.untilReached(1)
  await Promise.all(site.servers.map((server) => server.kill()))
  await afterwards()
  await barrier.release()
  await untilDisconnected(site.database_url, site.servers)
  expect((await audit(site.database.kysely, createJournal())).torn).toEqual([])
  return before - (await countOverdue(site))
}

/** Orders that were never accepted, as the sweep finds them after a long rest. */
const addOverdue = ({ database, host, guests: [guest] }: RaceSite, houses: readonly number[]) =>
  sql`
    WITH made AS (
      INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, price_fen,
        amount_fen, status, due_at, created_at)
      SELECT (${[...houses]}::bigint[])[1 + n % ${HOUSES}::integer], nextval('order_ids'), ${guest?.id},
        ${host.id}, CURRENT_DATE + 100 + n, CURRENT_DATE + 100 + n, 1, 1, 'WAIT_ACCEPT',
        now() - n * interval '1 second', now()
      FROM generate_series(1, ${ORDERS}::integer) AS n
      RETURNING house_id, id, start_date, end_date
    ),
    held AS (
      INSERT INTO held_nights (house_id, nights, order_id)
      SELECT house_id, daterange(start_date, end_date, '[]'), id FROM made
    )
    INSERT INTO order_events (house_id, order_id, to_status, actor, at)
    SELECT house_id, id, 'WAIT_ACCEPT', 'guest', now() FROM made`.execute(database.kysely)

const first = async (site: RaceSite, query: ReturnType<typeof sql<Record<string, number>>>) =>
  ({ ...(await query.execute(site.database.kysely)).rows[0] }) as Record<string, number>

const countOverdue = async (site: RaceSite) =>
  (
    await first(
      site,
      sql`SELECT count(*) AS overdue FROM orders
      WHERE status = 'WAIT_ACCEPT' AND due_at <= now()`,
    )
  )['overdue'] ?? 0

const tally = (site: RaceSite) =>
  first(
    site,
    sql`SELECT (SELECT count(*) FROM orders WHERE status = 'CANCELED') AS canceled,
      (SELECT count(*) FROM held_nights) AS held,
      (SELECT count(*) FROM order_events WHERE actor = 'system') AS events`,
  )
