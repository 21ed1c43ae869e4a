import { afterAll, beforeAll, expect, test } from 'vitest'
import { see } from './harness/ask.ts'
import { audit, SOUND } from './harness/audit.ts'
import { createJournal, tallyOf } from './harness/journal.ts'
import { rush } from './harness/rush.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const GUESTS = 200
const ROUNDS = 10

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: GUESTS })
})
afterAll(() => site?.close())

test(`of ${GUESTS} guests who want the same days at once on two servers, one gets them`, async () => {
  const journal = createJournal()
  for (const house_id of await site.addHouses(ROUNDS)) {
    const answers = await rush(site, journal, house_id)
    expect(tallyOf(answers)).toEqual({ '200 0': 1, '200 4003': GUESTS - 1 })
    const held = site.database.kysely.selectFrom('held_nights').where('house_id', '=', house_id)
    expect(await held.selectAll().execute()).toHaveLength(1)
  }
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  for (const stay of journal.placed())
    for (const { origin } of site.servers)
      expect(await see(origin, stay)).toMatchObject({
        order: { start_date: stay.start_date, end_date: stay.end_date, status: 'WAIT_ACCEPT' },
        events: [{ actor: 'guest', to: 'WAIT_ACCEPT' }],
      })
})
