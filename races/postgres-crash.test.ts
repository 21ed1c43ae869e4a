import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../test/harness/postgres-server.ts'
import { audit, countUntold, SOUND } from './harness/audit.ts'
import { tallyOf } from './harness/journal.ts'
import { startLoad } from './harness/lanes.ts'
import { crashPostgres } from './harness/postgres-crash.ts'
import { createRandom, SEED } from './harness/random.ts'
import { findUnseen } from './harness/seen.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'
import { createTraffic } from './harness/traffic.ts'

const LANES = 32
const STEPS_MAX = 40_000
const CRASHES = 2
const ANSWERS_BEFORE_CRASH = 300
const OUTAGE_MS = 400

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
  const load = startLoad(LANES, STEPS_MAX, traffic.step)
  for (let crash = 0; crash < CRASHES; crash += 1) {
    await traffic.untilAnswered(ANSWERS_BEFORE_CRASH)
    await crashPostgres(postgres)
    await sleep(OUTAGE_MS)
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
  const untold = await countUntold(site.database.kysely, journal)
  console.log(`${untold} orders were committed though nobody was told`)
  await traffic.retryUnknown()
  expect(journal.unknown().filter((stay) => stay.idempotency_key)).toEqual([])
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  for (const { origin } of site.servers) expect(await findUnseen(origin, journal)).toEqual([])
})
