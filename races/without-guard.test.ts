import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { audit, SOUND } from './harness/audit.ts'
import { createJournal, type Journal, tallyOf } from './harness/journal.ts'
import { rush } from './harness/rush.ts'
import { PROGRAMS } from './harness/server-process.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const GUESTS = 60
const ROUNDS_MAX = 40

/** The negative control: what the other tests find nothing of must be there to be found. */
test('check-then-insert without the constraint books the same days twice', async () => {
  const site = await openSiteOf(PROGRAMS.naive_server)
  await dropConstraint(site)
  const journal = await rushUntilDoubled(site)
  const found = await audit(site.database.kysely, journal)
  const pairs = found.told_to_two.length
  expect(pairs).toBeGreaterThan(0)
  expect(found.overlapping_nights).toHaveLength(pairs)
  expect(found.overlapping_orders).toHaveLength(pairs)
})

test('check-then-insert with the constraint fails rather than book them twice', async () => {
  const site = await openSiteOf(PROGRAMS.naive_server)
  const journal = createJournal()
  const houses = await site.addHouses(5)
  for (const house_id of houses) await rush(site, journal, house_id)
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  expect(journal.placed()).toHaveLength(houses.length)
  expect(tallyOf(journal.answers())['500 4001']).toBeGreaterThan(0)
})

test('without the constraint nothing else in the server keeps guests apart', async () => {
  const site = await openSiteOf(PROGRAMS.server)
  await dropConstraint(site)
  const journal = createJournal()
  for (const house_id of await site.addHouses(1)) await rush(site, journal, house_id)
  expect(journal.placed()).toHaveLength(GUESTS)
  const pairs = (GUESTS * (GUESTS - 1)) / 2
  const found = await audit(site.database.kysely, journal)
  expect(found.overlapping_nights).toHaveLength(pairs)
  expect(found.overlapping_orders).toHaveLength(pairs)
  expect(found.told_to_two).toHaveLength(pairs)
})

async function openSiteOf(program: readonly string[]): Promise<RaceSite> {
  const site = await openRaceSite({ guests: GUESTS, program })
  onTestFinished(site.close)
  return site
}

const dropConstraint = (site: RaceSite) =>
  sql`ALTER TABLE held_nights DROP CONSTRAINT held_nights_no_overlap`.execute(site.database.kysely)

async function rushUntilDoubled(site: RaceSite): Promise<Journal> {
  const journal = createJournal()
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    for (const house_id of await site.addHouses(1)) await rush(site, journal, house_id)
    if (journal.placed().length > round) return journal
  }
  throw new Error(`no double booking in ${ROUNDS_MAX} rounds`)
}
