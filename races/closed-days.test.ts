import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Barrier, placeBarrier } from '../test/harness/barrier.ts'
import { type Answer, call } from './harness/call.ts'
import { dayAhead } from './harness/days.ts'
import { createJournal, type Guest } from './harness/journal.ts'
import { requestStay } from './harness/requests.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const ROUNDS = 25
/** Contested in one round: as many closures wait before the ledger at once. */
const HOUSES = 8

let site: RaceSite
let barrier: Barrier
beforeAll(async () => {
  site = await openRaceSite({ guests: 1 })
  barrier = await placeBarrier(site.database_url, { table: 'held_nights', moment: 'write' })
})
afterAll(() => site?.close())

const journal = createJournal()
const book = (house_id: number) =>
  requestStay(journal, site.servers[0].origin, {
    guest: site.guests[0] as Guest,
    house_id,
    start_date: dayAhead(30),
    end_date: dayAhead(32),
  })
const close = (house_id: number) =>
  call(site.servers[1].origin, 'PUT', `/user/houses/${house_id}/calendar`, {
    cookie: site.host.cookie,
    body: { start_date: dayAhead(32), end_date: dayAhead(35), closed: true },
  })

/** In each house a guest books on one server what its host closes on the other, both about to write. */
async function contest(): Promise<[Answer | undefined, Answer | undefined][]> {
  const houses = await site.addHouses(HOUSES)
  await barrier.hold()
  const answers = houses.map((house_id) => Promise.all([book(house_id), close(house_id)]))
  await barrier.untilReached(1, site.servers[0])
  await barrier.untilReached(HOUSES, site.servers[1])
  await barrier.release()
  return Promise.all(answers)
}

const overlapping = async () =>
  Number(
    (
      await sql<{ count: number }>`
        SELECT count(*) FROM held_nights a JOIN held_nights b
          ON a.house_id = b.house_id AND a.nights && b.nights AND a.ctid < b.ctid`.execute(
        site.database.kysely,
      )
    ).rows[0]?.count,
  )

test(`of a guest who books and a host who closes the same day at once, one wins, ${ROUNDS * HOUSES} of ${ROUNDS * HOUSES} times`, async () => {
  const won = { guest: 0, host: 0 }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [booked, closed] of await contest()) {
      expect([booked?.errcode, closed?.errcode].sort()).toEqual(['0', '4003'])
      // Who closes is told which stay was first.
      if (closed?.errcode === '4003')
        expect(closed.data.stays).toEqual([
          {
            kind: 'order',
            order_id: booked?.data.order_id,
            start_date: dayAhead(30),
            end_date: dayAhead(32),
          },
        ])
      won[booked?.errcode === '0' ? 'guest' : 'host'] += 1
    }
  expect(won.guest + won.host).toBe(ROUNDS * HOUSES)
  expect(await overlapping()).toBe(0)
  console.log('who was first', won)
})

test('without the constraint both win, each time', async () => {
  await sql`ALTER TABLE held_nights DROP CONSTRAINT held_nights_no_overlap`.execute(
    site.database.kysely,
  )
  for (const answers of await contest())
    expect(answers.map((answer) => answer?.errcode)).toEqual(['0', '0'])
  expect(await overlapping()).toBe(HOUSES)
})
