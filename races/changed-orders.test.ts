import { type KyselyPlugin, type SelectQueryNode, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../server/schema.ts'
import {
  type Letting,
  openLetting,
  order,
  orderIn,
  settle,
  traceOf,
} from '../test/harness/lettings.ts'
import {
  expectSoundLedger,
  moneyOf,
  notifyRaw,
  paid,
  sendAllRefunds,
  startPayment,
} from '../test/harness/payments.ts'
import { NOON, openSite, openTestDatabase, type Site } from '../test/harness/site.ts'
import { until } from '../test/harness/until.ts'

// Whatever comes first, there is one outcome: the order's nights and money belong together.
const ROUNDS = 100
const WAIT_MS_MAX = 60_000

let site: Site
let other: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  other = await site.another()
  site.clock.set(NOON)
  letting = await openLetting(site)
})
afterAll(async () => {
  await other?.close()
  await site?.close()
})

test(`cancelled, changed and paid at once on two servers, ${ROUNDS} times: one outcome each`, async () => {
  const outcomes = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const order_id = await atOnce(round)
    const outcome = await outcomeOf(letting, order_id)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  await sendAllRefunds(site)
  await expectSoundLedger(site)
  // Every moment was reached: a cancelled order, a changed one, and one that stayed as it was.
  expect([...outcomes.keys()].sort()).toEqual(['as it was', 'cancelled', 'changed'])
})

// The negative control: what the test above finds nothing of must be there to be found.
test('without the lock of the order its nights stay held, though it was cancelled', async () => {
  const guarded = await cancelledAsChanged(await openLetting(site))
  expect(await outcomeOf(...guarded)).toBe('cancelled')

  const database = await openTestDatabase()
  const kysely = database.kysely.withPlugin(NO_LOCK_OF_ORDERS)
  const careless = await openSite({ database: { ...database, kysely } })
  const broken = await cancelledAsChanged(await openLetting(careless))
  await expect(outcomeOf(...broken)).rejects.toThrow()
  expect(await traceOf(careless, broken[1])).toMatchObject({
    order: { status: 'CANCELED' },
    nights: [{ kind: 'order' }],
  })
  await careless.close()
})

/** A host's yes to other days, and the guest's cancelling that began before it was done. */
async function cancelledAsChanged(of: Letting): Promise<[Letting, number]> {
  of.site.clock.set(NOON)
  const order_id = await orderIn(of, 'PAID', '2026-12-10', '2026-12-11')
  const wanted = { start_date: '2026-12-11', end_date: '2026-12-11' }
  const { data } = await of.guest.post(`/orders/${order_id}/changes`, wanted)
  const change = `/orders/${order_id}/changes/${data.change_id}`
  await inTurn(of.site, order_id, [
    () => of.host.put(change, { action: 'accept' }),
    () => of.guest.put(`/orders/${order_id}/status`, { action: 'cancel' }),
  ])
  return [of, order_id]
}

/** Orders are read as they are, whoever is about to change them. */
const NO_LOCK_OF_ORDERS: KyselyPlugin = {
  transformQuery({ node }) {
    if (node.kind !== 'SelectQueryNode' || !readsOrders(node)) return node
    const { endModifiers: _, ...unlocked } = node
    return unlocked
  },
  transformResult: async ({ result }) => result,
}

const readsOrders = ({ from }: SelectQueryNode): boolean =>
  JSON.stringify(from?.froms ?? []).includes('"name":"orders"')

/** Holds the order until all three stand before it, each with its own turn in the queue. */
async function atOnce(round: number): Promise<number> {
  const day = (days: number) =>
    new Date(Date.parse('2026-12-05') + days * 86_400_000).toISOString().slice(0, 10)
  const first = (round % 25) * 6
  const house_id = round % 25 === 0 ? await nextHouse() : letting.house_id
  letting = { ...letting, house_id }
  const order_id = await order(letting, day(first), day(first + 1))
  await letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
  const payment = await startPayment(letting, order_id)
  await settle(letting, order_id)
  const costs_more = round % 2 === 0
  const { data } = await letting.guest.post(`/orders/${order_id}/changes`, {
    start_date: day(first + 1),
    end_date: day(costs_more ? first + 3 : first + 1),
  })
  const change = `/orders/${order_id}/changes/${data.change_id}`
  const cancel = () => letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
  const withdraw = () => letting.guest.put(change, { action: 'withdraw' })
  const accept = () =>
    other.visitor().put(change, { action: 'accept' }, { cookie: letting.host.cookie() ?? '' })
  let notice = paid(payment)
  if (costs_more && round % 4 === 0) {
    await accept()
    notice = paid(await startDifference(order_id))
  }
  const pay = () => notifyRaw(other, notice)
  const takeBack = round % 3 === 0 ? cancel : withdraw
  const turns = [takeBack, accept, pay]
  await inTurn(site, order_id, [...turns.slice(round % 3), ...turns.slice(0, round % 3)])
  return order_id
}

/** Holds the order until each stands before it: who comes first into the queue of its lock goes first. */
async function inTurn(
  { database }: Pick<Site, 'database'>,
  order_id: number,
  turns: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const answers: Promise<unknown>[] = []
  await database.kysely.transaction().execute(async (trx) => {
    await sql`SELECT FROM orders WHERE id = ${order_id} FOR UPDATE`.execute(trx)
    for (const turn of turns) {
      answers.push(turn())
      await untilWaiting(database.kysely, answers.length)
    }
  })
  await Promise.all(answers)
}

const nextHouse = () => site.house(letting.host.person.id)

async function startDifference(order_id: number) {
  await letting.guest.post(`/orders/${order_id}/payment`, {})
  const { payments } = await moneyOf(site, order_id)
  return payments.at(-1) as (typeof payments)[number]
}

const untilWaiting = (db: Db, count: number) =>
  until(`${count} wait for the order`, WAIT_MS_MAX, async () => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db)
    return Number(rows[0]?.count) >= count
  })

/** What became of an order, once its nights and its money are found to say the same. */
async function outcomeOf({ site, guest }: Letting, order_id: number): Promise<string> {
  const { order: found, nights } = await traceOf(site, order_id)
  const { payments, refunds } = await moneyOf(site, order_id)
  const sum = (amounts: readonly number[]) => amounts.reduce((total, fen) => total + fen, 0)
  const came = sum(payments.filter((one) => one.status === 'paid').map((one) => one.amount_fen))
  const left = came - sum(refunds.map((one) => one.amount_fen))
  const { data } = await guest.get(`/orders/${order_id}`)
  const [change] = data.changes
  const held_for_change = await site.database.kysely
    .selectFrom('held_nights')
    .select('nights')
    .where('kind', '=', 'change')
    .where('holder_id', '=', change.change_id)
    .execute()
  if (found?.status === 'CANCELED') {
    expect([nights, held_for_change, left]).toEqual([[], [], 0])
    return 'cancelled'
  }
  expect(found?.status).toBe('PAID')
  expect(nights).toHaveLength(1)
  expect(left).toBe(found?.amount_fen)
  if (change.status !== 'accepted') expect(held_for_change).toEqual([])
  if (change.status !== 'done') return 'as it was'
  expect(found).toMatchObject({ start_date: change.start_date, end_date: change.end_date })
  return 'changed'
}
