import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { placeBarrier } from '../test/harness/barrier.ts'
import { audit, SOUND } from './harness/audit.ts'
import { sendBurst } from './harness/burst.ts'
import { createJournal, type Journal, tallyOf } from './harness/journal.ts'
import { PROGRAMS } from './harness/server-process.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const GUESTS = 60

// The negative control: what the other tests find nothing of must be there to be found.

test('check-then-insert books the same days twice, but for the constraint', async () => {
  const site = await openSiteOf(PROGRAMS.naive_server)
  const guarded = createJournal()
  await burstBetweenCheckAndInsert(site, guarded)
  expect(await audit(site.database.kysely, guarded)).toEqual(SOUND)
  expect(guarded.placed()).toHaveLength(1)
  expect(tallyOf(guarded.answers())['500 4001']).toBeGreaterThanOrEqual(1)

  await dropConstraint(site)
  const journal = createJournal()
  await burstBetweenCheckAndInsert(site, journal)
  const doubled = journal.placed().length
  expect(doubled).toBeGreaterThanOrEqual(2)
  const found = await audit(site.database.kysely, journal)
  const pairs = pairsOf(doubled)
  expect(found.acknowledged_twice).toHaveLength(pairs)
  expect(found.overlapping_nights).toHaveLength(pairs)
  expect(found.overlapping_orders).toHaveLength(pairs)
})

test('without the constraint nothing else in the server keeps guests apart', async () => {
  const site = await openSiteOf(PROGRAMS.server)
  await dropConstraint(site)
  const journal = createJournal()
  for (const house_id of await site.addHouses(1)) await sendBurst(site, journal, house_id)
  expect(journal.placed()).toHaveLength(GUESTS)
  const pairs = pairsOf(GUESTS)
  const found = await audit(site.database.kysely, journal)
  expect(found.overlapping_nights).toHaveLength(pairs)
  expect(found.overlapping_orders).toHaveLength(pairs)
  expect(found.acknowledged_twice).toHaveLength(pairs)
})

async function openSiteOf(program: readonly string[]): Promise<RaceSite> {
  const site = await openRaceSite({ guests: GUESTS, program })
  onTestFinished(site.close)
  return site
}

const dropConstraint = (site: RaceSite) =>
  sql`ALTER TABLE held_nights DROP CONSTRAINT held_nights_no_overlap`.execute(site.database.kysely)

/** One guest of each server at least has found the days free before another inserts them. */
async function burstBetweenCheckAndInsert(site: RaceSite, journal: Journal): Promise<void> {
  const [house_id = 0] = await site.addHouses(1)
  const when = `NEW.house_id = ${house_id}`
  const place = { table: 'held_nights', moment: 'write', when } as const
  const barrier = await placeBarrier(site.database_url, place)
  await barrier.hold()
  const burst = sendBurst(site, journal, house_id)
  for (const server of site.servers) await barrier.untilReached(1, server)
  await barrier.release()
  await burst
}

const pairsOf = (count: number) => (count * (count - 1)) / 2
