import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeBarrier } from '../test/harness/barrier.ts'
import { audit, countUnanswered, SOUND } from './harness/audit.ts'
import { untilDone } from './harness/backends.ts'
import { type DatabaseProxy, startDatabaseProxy } from './harness/database-proxy.ts'
import { tallyOf } from './harness/journal.ts'
import { findMissingFromLists } from './harness/order-lists.ts'
import { createRandom, SEED } from './harness/random.ts'
import { createDatabaseUrl, openRaceSite, type RaceSite } from './harness/site.ts'
import { createTraffic } from './harness/traffic.ts'
import { startLoad } from './harness/workers.ts'

const WORKERS = 32
const STEPS_MAX = 20_000
const CUTS = 5
const ANSWERS_BETWEEN = 60

let proxy: DatabaseProxy
let site: RaceSite
beforeAll(async () => {
  proxy = await startDatabaseProxy(await createDatabaseUrl())
  site = await openRaceSite({ guests: 40, database_url: proxy.url })
})
afterAll(async () => {
  await site?.close()
  await proxy?.close()
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
  const barrier = await placeBarrier(site.database_url, { table: 'held_nights', moment: 'commit' })
  const load = startLoad(WORKERS, STEPS_MAX, traffic.step)
  for (let cut = 0; cut < CUTS; cut += 1) {
    await traffic.untilAnswered(ANSWERS_BETWEEN)
    await barrier.hold()
    const pids = await barrier.untilReached(1)
    const breakConnections = proxy.loseReplies()
    await barrier.release()
    await untilDone(site.database_url, pids)
    breakConnections()
  }
  await traffic.untilAnswered(ANSWERS_BETWEEN)
  await load.stop()
  console.log(`seed ${SEED}, answers`, tallyOf(journal.answers()))

  expect(site.servers.map((server) => server.ended())).toEqual([undefined, undefined])
  for (const answer of journal.answers().filter((one) => one?.status !== 200))
    expect(answer).toMatchObject({ status: 503, errcode: '4001', retry_after: '1' })
  const unanswered = await countUnanswered(site.database.kysely, journal)
  console.log(`${unanswered} orders were committed though a request for them got no answer`)
  expect(unanswered).toBeGreaterThanOrEqual(CUTS)

  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  await traffic.retryUnknown()
  expect(journal.unknown().filter((stay) => stay.idempotency_key)).toEqual([])
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  for (const { origin } of site.servers)
    expect(await findMissingFromLists(origin, journal)).toEqual([])
})
