import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit, SOUND } from './harness/audit.ts'
import { tallyOf } from './harness/journal.ts'
import { createRandom, SEED } from './harness/random.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'
import { createTraffic } from './harness/traffic.ts'
import { startLoad } from './harness/workers.ts'

const STEPS = 3_000
const WORKERS = 64

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: 40 })
})
afterAll(() => site?.close())

test('stays that overlap at random are never held together, whoever cancels or rejects', async () => {
  const traffic = createTraffic({
    origins: site.servers.map((server) => server.origin),
    host: site.host,
    guests: site.guests,
    houses: await site.addHouses(5),
    days: 60,
    random: createRandom(SEED),
  })
  const load = startLoad(WORKERS, STEPS, traffic.step)
  await load.done
  const tally = tallyOf(traffic.journal.answers())
  console.log(`seed ${SEED}, answers`, tally)
  // Which of these come is up to chance; that nothing else does is not.
  expect(['200 0', '200 4003', '200 4201']).toEqual(expect.arrayContaining(Object.keys(tally)))
  expect(await audit(site.database.kysely, traffic.journal)).toEqual(SOUND)
})
