import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit, countUntold, SOUND } from './harness/audit.ts'
import { tallyOf } from './harness/journal.ts'
import { startLoad } from './harness/lanes.ts'
import { createRandom, SEED } from './harness/random.ts'
import { findUnseen } from './harness/seen.ts'
import { createDatabaseUrl, openRaceSite, type RaceSite } from './harness/site.ts'
import { createTraffic } from './harness/traffic.ts'
import { layWire, type Wire } from './harness/wire.ts'

const LANES = 32
const STEPS_MAX = 20_000
const CUTS = 10
const ANSWERS_BETWEEN = 60

let wire: Wire
let site: RaceSite
beforeAll(async () => {
  wire = await layWire(await createDatabaseUrl())
  site = await openRaceSite({ guests: 40, database_url: wire.url })
})
afterAll(async () => {
  await site?.close()
  await wire?.close()
})

test('an order whose commit was not heard of is not denied, and found by its key', async () => {
  const traffic = createTraffic({
    origins: site.servers.map((server) => server.origin),
    host: site.host,
    guests: site.guests,
    houses: await site.addHouses(20),
    days: 365,
    random: createRandom(SEED),
  })
  const { journal } = traffic
  const load = startLoad(LANES, STEPS_MAX, traffic.step)
  for (let cut = 0; cut < CUTS; cut += 1) {
    await traffic.untilAnswered(ANSWERS_BETWEEN)
    await wire.loseReplies()
  }
  await traffic.untilAnswered(ANSWERS_BETWEEN)
  await load.stop()
  console.log(`seed ${SEED}, answers`, tallyOf(journal.answers()))

  expect(site.servers.map((server) => server.ended())).toEqual([undefined, undefined])
  for (const answer of journal.answers().filter((one) => one?.status !== 200))
    expect(answer).toMatchObject({ status: 503, errcode: '4001', retry_after: '1' })
  const untold = await countUntold(site.database.kysely, journal)
  console.log(`${untold} orders were committed though nobody was told`)
  expect(untold).toBeGreaterThan(0)

  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  await traffic.retryUnknown()
  expect(journal.unknown().filter((stay) => stay.idempotency_key)).toEqual([])
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  for (const { origin } of site.servers) expect(await findUnseen(origin, journal)).toEqual([])
})
