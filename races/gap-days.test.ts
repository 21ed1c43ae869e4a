import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_RULES } from '../rules/house-rules.ts'
import { type Barrier, placeBarrier, untilSomebodyWaits } from '../test/harness/barrier.ts'
import { call } from './harness/call.ts'
import { dayAhead } from './harness/days.ts'
import { createJournal, tallyOf } from './harness/journal.ts'
import { requestStay } from './harness/requests.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const ROUNDS = 10

let site: RaceSite
let barrier: Barrier
beforeAll(async () => {
  site = await openRaceSite({ guests: 2 })
  barrier = await placeBarrier(site.database_url, { table: 'held_nights', moment: 'commit' })
})
afterAll(() => site?.close())

const journal = createJournal()
const place = (server: 0 | 1, house_id: number, first: number, last: number) =>
  requestStay(journal, site.servers[server].origin, {
    guest: site.guests[server] as (typeof site.guests)[number],
    house_id,
    start_date: dayAhead(first),
    end_date: dayAhead(last),
  })
const setGap = (server: 0 | 1, house_id: number, gap_days: number) =>
  call(site.servers[server].origin, 'PUT', `/user/houses/${house_id}/rules`, {
    cookie: site.host.cookie,
    body: { rules: { ...NO_RULES, gap_days } },
  })

/** Two stays side by side on two servers; the second is claimed while the first is not committed. */
async function placeAtOnce(house_id: number, second: () => Promise<unknown>) {
  await barrier.hold()
  const one = place(0, house_id, 30, 32)
  await barrier.untilReached(1, site.servers[0])
  const other = place(1, house_id, 33, 35)
  await second()
  await barrier.release()
  return tallyOf(await Promise.all([one, other]))
}

test('of two stays side by side that are placed at once on two servers, one is kept from the other', async () => {
  for (const house_id of await site.addHouses(ROUNDS)) {
    await setGap(0, house_id, 1)
    const waits = () => untilSomebodyWaits(site.database.kysely, site.servers[1])
    expect(await placeAtOnce(house_id, waits)).toEqual({ '200 0': 1, '200 4003': 1 })
  }
})

test('a host who changes the gap waits for a stay that is being placed, which counts from then on', async () => {
  for (const house_id of await site.addHouses(ROUNDS)) {
    await barrier.hold()
    const stay = place(0, house_id, 30, 32)
    await barrier.untilReached(1, site.servers[0])
    const change = setGap(1, house_id, 1)
    await untilSomebodyWaits(site.database.kysely, site.servers[1])
    await barrier.release()
    expect(tallyOf([await stay, await change])).toEqual({ '200 0': 2 })
    expect(await place(1, house_id, 33, 33)).toMatchObject({ errcode: '4003' })
  }
})

test('without the guards nothing keeps the two apart', async () => {
  await sql`ALTER TABLE held_nights DROP CONSTRAINT held_nights_gap`.execute(site.database.kysely)
  for (const house_id of await site.addHouses(ROUNDS)) {
    await setGap(0, house_id, 1)
    const passes = () => barrier.untilReached(1, site.servers[1])
    expect(await placeAtOnce(house_id, passes)).toEqual({ '200 0': 2 })
  }
})
