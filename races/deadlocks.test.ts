import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimNights } from '../server/availability/ledger.ts'
import { type Barrier, placeBarrier } from '../test/harness/barrier.ts'
import { withClient } from '../test/harness/postgres-server.ts'
import { until } from '../test/harness/until.ts'
import { audit, SOUND } from './harness/audit.ts'
import { dayAhead } from './harness/days.ts'
import {
  createJournal,
  type Guest,
  type Journal,
  type PlacedStay,
  tallyOf,
} from './harness/journal.ts'
import { requestChange, requestStay } from './harness/requests.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const HOUSES = 6
const SPANS = 10
const WAVES = 8

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: 20 })
})
afterAll(() => site?.close())

test('batches that claim the same houses in opposite order never fail each other', async () => {
  const journal = createJournal()
  const houses = await site.addHouses(HOUSES)
  const barrier = await placeBarrier(site.database_url, { table: 'held_nights', moment: 'write' })
  let canceled = 0
  for (let wave = 0; wave < WAVES; wave += 1) {
    const earlier = journal.placed().slice(canceled)
    canceled += earlier.length
    await barrier.hold()
    const under_way = [bookWave(journal, houses, wave), cancelAll(journal, earlier)]
    await untilBothClaim(barrier, wave)
    await barrier.release()
    await Promise.all(under_way)
  }
  const tally = tallyOf(journal.answers())
  expect(Object.keys(tally).sort()).toEqual(['200 0', '200 4003'])
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)

  const deadlocks = await countDeadlocks()
  console.log(`deadlocks counted by Postgres: ${deadlocks}, answers`, tally)
  expect(deadlocks).toBe(0)
})

/**
 * Both servers are sent stays in every house at the same moment, one of them from the last house
 * to the first. In every second wave they are sent the same keys.
 */
function bookWave(journal: Journal, houses: readonly number[], wave: number) {
  const [one, other] = site.servers
  const bookAt = (origin: string, house_id: number, span: number) =>
    requestStay(journal, origin, {
      guest: site.guests[house_id % site.guests.length] as Guest,
      house_id,
      start_date: dayAhead(firstDayOf(wave) + 3 * span),
      end_date: dayAhead(firstDayOf(wave) + 3 * span + 2),
      ...(wave % 2 === 1 && { idempotency_key: `${house_id} in wave ${wave}, ${span}` }),
    })
  const asked: Promise<unknown>[] = []
  for (let span = 0; span < SPANS; span += 1)
    for (const [index, house_id] of houses.entries())
      asked.push(
        bookAt(one.origin, house_id, span),
        bookAt(other.origin, houses.at(-1 - index) as number, span),
      )
  return Promise.all(asked)
}

/** Of two batches with the same keys one waits for the other before it claims anything. */
async function untilBothClaim(barrier: Barrier, wave: number): Promise<void> {
  if (wave % 2 === 1) await barrier.untilReached(1)
  else for (const server of site.servers) await barrier.untilReached(1, server)
}

/** A wave wants days that the wave before has taken and is giving back. */
const firstDayOf = (wave: number) => 10 + wave

const cancelAll = (journal: Journal, stays: readonly PlacedStay[]) =>
  Promise.all(
    stays.map(({ guest, order_id }, index) =>
      requestChange(journal, (site.servers[index % 2] ?? site.servers[0]).origin, guest, {
        order_id,
        action: 'cancel',
      }),
    ),
  )

/** Ends the servers first: a connection tells of its last counts when it is closed. */
async function countDeadlocks(): Promise<number> {
  for (const server of site.servers) await server.stop()
  return withClient(site.database_url, async (client) => {
    const { rows } = await client.query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    )
    return Number(rows[0]?.deadlocks)
  })
}

// In the middle of its claims, each of two statements has a house that the other wants next. The
// control sorts them by nothing but their requests.
test.each([
  { sorted: 'by house', statement: claimNights, deadlocks: 0 },
  { sorted: 'by request', statement: claimInOrderSent, deadlocks: 1 },
])('claims sorted $sorted that meet half way fail $deadlocks times', async (given) => {
  const houses = await site.addHouses(3)
  const claims = [houses, houses.toReversed()].map((wanted) => given.statement(staysIn(wanted)))
  const when = `NEW.house_id = ${houses[1]}`
  const barrier = await placeBarrier(site.database_url, {
    table: 'held_nights',
    moment: 'write',
    when,
  })
  await barrier.hold()
  const clients = await Promise.all(claims.map(() => openClient()))
  const ends = claims.map((claim, index) => endOf(clients[index] as pg.Client, claim))
  await untilWaiting(clients.length)
  await barrier.release()
  const ended = await Promise.all(ends)
  expect(ended.filter((code) => code === DEADLOCK)).toHaveLength(given.deadlocks)
  expect(ended.filter((code) => code === undefined)).toHaveLength(2 - given.deadlocks)
  await Promise.all(clients.map((client) => client.end()))
})

const DEADLOCK = '40P01'
const WAITING_MS_MAX = 60_000

function claimInOrderSent(stays: string): string {
  const sorted = 'ORDER BY house_id, start_date, ordinal'
  const claim = claimNights(stays)
  expect(claim).toContain(sorted)
  return claim.replace(sorted, 'ORDER BY ordinal')
}

const staysIn = (houses: readonly number[]) =>
  `(VALUES ${houses
    .map(
      (house_id, ordinal) => `(${house_id}, date '2030-01-01', date '2030-01-02', 1, ${ordinal})`,
    )
    .join(', ')}) AS stays (house_id, start_date, end_date, order_id, ordinal)`

async function openClient(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: site.database_url })
  await client.connect()
  await client.query('BEGIN')
  return client
}

/** How a statement and its transaction end: undefined, or the code of the error. */
async function endOf(client: pg.Client, statement: string): Promise<string | undefined> {
  try {
    await client.query(statement)
    return undefined
  } catch (error) {
    return (error as pg.DatabaseError).code
  } finally {
    await client.query('ROLLBACK')
  }
}

const untilWaiting = (count: number) =>
  withClient(site.database_url, (client) =>
    until(`${count} statements wait for a lock`, WAITING_MS_MAX, async () => {
      const { rowCount } = await client.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      return rowCount === count
    }),
  )
