import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeBarrier } from '../test/harness/barrier.ts'
import { audit, SOUND } from './harness/audit.ts'
import { sendBurst } from './harness/burst.ts'
import { createJournal, tallyOf } from './harness/journal.ts'
import { readOrder } from './harness/requests.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const GUESTS = 200
const ROUNDS = 5

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: GUESTS })
})
afterAll(() => site?.close())

test(`of ${GUESTS} guests who want the same days at once on two servers, one gets them`, async () => {
  const journal = createJournal()
  const barrier = await placeBarrier(site.database_url, { table: 'held_nights', moment: 'write' })
  for (const house_id of await site.addHouses(ROUNDS)) {
    await barrier.hold()
    const burst = sendBurst(site, journal, house_id)
    for (const server of site.servers) await barrier.untilReached(1, server)
    await barrier.release()
    const answers = await burst
    expect(tallyOf(answers)).toEqual({ '200 0': 1, '200 4003': GUESTS - 1 })
    const held = site.database.kysely.selectFrom('held_nights').where('house_id', '=', house_id)
    expect(await held.selectAll().execute()).toHaveLength(1)
  }
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  for (const stay of journal.placed())
    for (const { origin } of site.servers)
      expect(await readOrder(origin, stay)).toMatchObject({
        order: { start_date: stay.start_date, end_date: stay.end_date, status: 'WAIT_ACCEPT' },
        events: [{ actor: 'guest', to: 'WAIT_ACCEPT' }],
      })
})
