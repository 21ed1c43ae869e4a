import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Barrier, placeBarrier } from '../test/harness/barrier.ts'
import { withClient } from '../test/harness/postgres-server.ts'
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
import { slowDownClaims } from './harness/slow-claims.ts'

const HOUSES = 6
const SPANS = 10
const WAVES = 8
const CLAIM_MS = 1

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: 20 })
})
afterAll(() => site?.close())

test('batches that claim the same houses in opposite order never fail each other', async () => {
  const journal = createJournal()
  const houses = await site.addHouses(HOUSES)
  await slowDownClaims(site.database, CLAIM_MS)
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
