import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '../server/payments/verify-ledger.ts'
import { notify, slowDownPayments, type Waiting, waitingOrders } from './harness/payments.ts'
import { createRandom, SEED } from './harness/random.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

/** Notifies that a kill has to leave without an answer, all in all. */
const BROKEN_OFF = 100
/** Under way at every kill: half of them have a connection to the database, half wait for one. */
const AT_ONCE = 20
const KILLS_MAX = 15
const WAIT_MS_MAX = 50

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: 10 })
})
afterAll(() => site?.close())

test('a payment whose notify was broken off by kill -9 is there once after the next', async () => {
  const [killed, other] = site.servers
  const random = createRandom(SEED)
  const waiting = await waitingOrders(site, KILLS_MAX * AT_ONCE)
  await slowDownPayments(site.database, WAIT_MS_MAX)
  const broken_off: Waiting[] = []
  let committed = 0
  for (let kill = 0; kill < KILLS_MAX && broken_off.length < BROKEN_OFF; kill += 1) {
    const sent = waiting.splice(0, AT_ONCE)
    const answers = sent.map((one) => notify(killed.origin, one))
    await sleep(random.whole(WAIT_MS_MAX * 2))
    await killed.kill()
    const heard = await Promise.all(answers)
    const unheard = sent.filter((_, index) => !heard[index])
    broken_off.push(...unheard)
    await killed.start()
    // What Postgres was committing when the server died is committed by now.
    await sleep(WAIT_MS_MAX * 2)
    committed += await countPaid(unheard)
    // The provider calls again, and does not know that two servers take its calls.
    const again = unheard.flatMap((one) => [notify(killed.origin, one), notify(other.origin, one)])
    expect(await Promise.all(again)).toEqual(again.map(() => true))
  }
  console.log(`seed ${SEED}: ${broken_off.length} broken off, ${committed} of them were committed`)
  expect(broken_off.length).toBeGreaterThanOrEqual(BROKEN_OFF)
  // Both sides of the commit were met, or the kills have shown nothing.
  expect(committed).toBeGreaterThan(0)
  expect(committed).toBeLessThan(broken_off.length)

  expect(await countPaid(broken_off)).toBe(broken_off.length)
  expect(await countTwice()).toBe(0)
  expect(await verifyLedger(site.database)).toEqual([])
})

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

/** Orders that were told twice to be paid, or whose money came or went back more than once. */
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
