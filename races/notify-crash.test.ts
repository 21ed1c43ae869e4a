import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '../server/payments/verify-ledger.ts'
import { type BarrierPlace, placeBarrier } from '../test/harness/barrier.ts'
import { untilDisconnected } from './harness/backends.ts'
import { notify, type Waiting, waitingOrders } from './harness/payments.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const KILLS = 2
/** Under way at every kill, on so many connections to the database: the others wait for one. */
const AT_ONCE = 25
const CONNECTIONS = 10

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: 10 })
})
afterAll(() => site?.close())

// Both sides of the commit, or the kills would show nothing.
test.each([
  { moment: 'write', committed: 0 },
  { moment: 'commit', committed: CONNECTIONS },
] as const)(
  'a payment whose notify was broken off at its $moment by kill -9 is there once after the next',
  async ({ moment, committed }) => {
    const waiting = await waitingOrders(site, KILLS * AT_ONCE)
    const broken_off: Waiting[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      const sent = waiting.splice(0, AT_ONCE)
      await breakOffAt({ table: 'payment_inbox', moment }, sent)
      expect(await countPaid(sent)).toBe(committed)
      broken_off.push(...sent)
      await notifyAgain(sent)
    }
    expect(broken_off).toHaveLength(KILLS * AT_ONCE)
    expect(await countPaid(broken_off)).toBe(broken_off.length)
    expect(await countTwice()).toBe(0)
    expect(await verifyLedger(site.database)).toEqual([])
  },
)

/** Kills a server when every connection that it has stands at this place; starts it again. */
async function breakOffAt(place: BarrierPlace, sent: readonly Waiting[]): Promise<void> {
  const [killed] = site.servers
  const barrier = await placeBarrier(site.database_url, place)
  await barrier.hold()
  const answers = sent.map((one) => notify(killed.origin, one))
  await barrier.untilReached(CONNECTIONS, killed)
  await killed.kill()
  expect(await Promise.all(answers)).toEqual(sent.map(() => false))
  await barrier.release()
  // What Postgres was committing when the server died is committed by now.
  await untilDisconnected(site.database_url, [killed])
  await killed.start()
}

/** The provider calls again, and does not know that two servers take its calls. */
async function notifyAgain(sent: readonly Waiting[]): Promise<void> {
  const again = sent.flatMap((one) => site.servers.map(({ origin }) => notify(origin, one)))
  expect(await Promise.all(again)).toEqual(again.map(() => true))
}

async function countPaid(orders: readonly Waiting[]): Promise<number> {
  const ids = orders.map(({ order_id }) => order_id)
  const paid = await site.database.kysely
    .selectFrom('orders')
    .select('id')
    .where('status', '=', 'PAID')
    .where('id', 'in', [0, ...ids])
    .execute()
  return paid.length
}

/** Orders that became paid more than once, or whose money came or went back more than once. */
async function countTwice(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM orders o
    WHERE o.status = 'PAID' AND (
      (SELECT count(*) FROM order_events e WHERE e.order_id = o.id AND e.to_status = 'PAID') <> 1
      OR (SELECT count(*) FROM payments p JOIN payment_inbox i ON i.payment_id = p.id
          WHERE p.order_id = o.id) <> 1
      OR EXISTS (SELECT FROM payments p JOIN refunds r ON r.payment_id = p.id
          WHERE p.order_id = o.id))`.execute(site.database.kysely)
  return rows[0]?.count ?? 0
}
