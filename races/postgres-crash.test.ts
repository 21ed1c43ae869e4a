import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeBarrier } from '../test/harness/barrier.ts'
import { type PostgresServer, startPostgres } from '../test/harness/postgres-server.ts'
import { until } from '../test/harness/until.ts'
import { audit, countUnanswered, SOUND } from './harness/audit.ts'
import { isFailure, type Journal, tallyOf } from './harness/journal.ts'
import { findMissingFromLists } from './harness/order-lists.ts'
import { crashPostgres } from './harness/postgres-crash.ts'
import { createRandom, SEED } from './harness/random.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'
import { createTraffic } from './harness/traffic.ts'
import { startLoad } from './harness/workers.ts'

const WORKERS = 32
const STEPS_MAX = 40_000
const CRASHES = 2
const ANSWERS_BEFORE_CRASH = 300
const REFUSE_MS_MAX = 20_000

let postgres: PostgresServer
let site: RaceSite
beforeAll(async () => {
  postgres = await startPostgres()
  const database_url = postgres.url(await postgres.createDatabase())
  site = await openRaceSite({ guests: 40, database_url })
})
afterAll(async () => {
  try {
    await site?.close()
  } finally {
    await postgres?.stop()
  }
})

test('a database that is killed takes no acknowledged order with it, and the servers recover', async () => {
  const pids = site.servers.map((server) => server.pid)
  const traffic = createTraffic({
    origins: site.servers.map((server) => server.origin),
    host: site.host,
    guests: site.guests,
    houses: await site.addHouses(20),
    days: 365,
    random: createRandom(SEED),
  })
  const { journal } = traffic
  const barrier = await placeBarrier(site.database_url, { table: 'held_nights', moment: 'write' })
  const load = startLoad(WORKERS, STEPS_MAX, traffic.step)
  for (let crash = 0; crash < CRASHES; crash += 1) {
    await traffic.untilAnswered(ANSWERS_BEFORE_CRASH)
    await barrier.hold()
    await barrier.untilReached(1)
    const before = journal.requests.length
    await crashPostgres(postgres)
    await barrier.release()
    await untilAllRefuse(journal, before)
    await postgres.start()
    for (const server of site.servers) await server.untilReady()
  }
  await traffic.untilAnswered(ANSWERS_BEFORE_CRASH)
  await load.stop()
  console.log(`seed ${SEED}, answers`, tallyOf(journal.answers()))

  expect(site.servers.map((server) => server.ended())).toEqual([undefined, undefined])
  expect(site.servers.map((server) => server.pid)).toEqual(pids)
  const failed = journal.answers().filter((answer) => answer?.status !== 200)
  expect(failed.length).toBeGreaterThan(0)
  for (const answer of failed)
    expect(answer).toMatchObject({ status: 503, errcode: '4001', retry_after: '1' })

  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  const unanswered = await countUnanswered(site.database.kysely, journal)
  console.log(`${unanswered} orders were committed though a request for them got no answer`)
  await traffic.retryUnknown()
  expect(journal.unknown().filter((stay) => stay.idempotency_key)).toEqual([])
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  for (const { origin } of site.servers)
    expect(await findMissingFromLists(origin, journal)).toEqual([])
})

/** Waits until each of the servers has told somebody that it has no database. */
const untilAllRefuse = (journal: Journal, before: number) =>
  until('every server says that it has no database', REFUSE_MS_MAX, () => {
    const failed = journal.requests.slice(before).filter(({ answer }) => isFailure(answer))
    return site.servers.every(({ origin }) => failed.some((one) => one.origin === origin))
  })
