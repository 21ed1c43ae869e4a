import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../server/platform/database/embedded-postgres.ts'
import { migrate } from '../server/platform/database/migrate.ts'
import { openSocket } from '../server/platform/database/postgres-socket.ts'
import { findPostmaster } from '../server/platform/database/postmaster-pid.ts'
import { DATABASE } from '../server/platform/database/start-postgres.ts'
import { MIGRATIONS } from '../server/runtime.ts'
import type { Database, Tables } from '../server/schema.ts'
import { type Barrier, placeBarrier } from '../test/harness/barrier.ts'
import { cleanUpLater } from '../test/harness/clean-up.ts'
import { audit, SOUND } from './harness/audit.ts'
import { type Guest, isFailure, tallyOf } from './harness/journal.ts'
import { findMissingFromLists } from './harness/order-lists.ts'
import { createRandom, SEED } from './harness/random.ts'
import { PROGRAMS, type ServerProcess, startServer } from './harness/server-process.ts'
import { addHouses, addPeople } from './harness/site.ts'
import { createTraffic, type Traffic } from './harness/traffic.ts'
import { startLoad } from './harness/workers.ts'

const WORKERS = 16
const STEPS_MAX = 20_000
const CRASHES = 2
const ANSWERS_BEFORE_CRASH = 150

const data_dir = mkdtempSync(join(tmpdir(), 'ihome-embedded-race-'))
const socket = openSocket(join(data_dir, 'database'))
let people: readonly [Guest, ...Guest[]]
let houses: readonly number[]
let server: ServerProcess

beforeAll(async () => {
  cleanUpLater(data_dir)
  await inDatabase(async (database) => {
    await migrate(database, MIGRATIONS)
    people = (await addPeople(database, 20)) as [Guest, ...Guest[]]
    houses = await addHouses(database, people[0].id, 10)
  })
  server = await startServer({ program: PROGRAMS.server_with_jobs, data_dir })
})
afterAll(async () => {
  try {
    await server?.stop()
  } finally {
    socket.close()
    rmSync(data_dir, { recursive: true })
  }
})

test('a server is killed with the Postgres it started and has every acknowledged order', async () => {
  const [host, ...guests] = people
  const random = createRandom(SEED)
  const origins = [server.origin]
  const traffic = createTraffic({ origins, host, guests, houses, days: 200, random })
  const place = { table: 'held_nights', moment: 'write' } as const
  const barrier = await placeBarrier(socket.url(DATABASE), place)
  for (let crash = 0; crash < CRASHES; crash += 1) await crashUnderLoad(traffic, barrier)

  const { journal } = traffic
  console.log(`seed ${SEED}, answers`, tallyOf(journal.answers()))
  expect(journal.answers().filter(isFailure)).toEqual([])
  await server.stop()
  await inDatabase(async ({ kysely }) => expect(await audit(kysely, journal)).toEqual(SOUND))
})

/** Kills both while orders are being written. */
async function crashUnderLoad(
  { step, untilAnswered, retryUnknown, journal }: Traffic,
  barrier: Barrier,
): Promise<void> {
  const load = startLoad(WORKERS, STEPS_MAX, step)
  await untilAnswered(ANSWERS_BEFORE_CRASH)
  await barrier.hold()
  await barrier.untilReached(1)
  const postgres = findPostmaster(join(data_dir, 'database'))
  const killed = server.kill()
  if (postgres !== undefined) process.kill(postgres, 'SIGKILL')
  await killed
  await barrier.release()
  await load.stop()
  expect(journal.unknown().length).toBeGreaterThan(0)

  await server.start()
  expect(await findMissingFromLists(server.origin, journal)).toEqual([])
  await retryUnknown()
}

async function inDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openEmbedded<Tables>(data_dir)
  try {
    await work(database)
  } finally {
    await database.close()
  }
}
