import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeBarrier } from '../test/harness/barrier.ts'
import { audit, countUnanswered, SOUND } from './harness/audit.ts'
import { untilDisconnected } from './harness/backends.ts'
import { isFailure, tallyOf } from './harness/journal.ts'
import { findMissingFromLists } from './harness/order-lists.ts'
import { createRandom, SEED } from './harness/random.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'
import { createTraffic, type Traffic } from './harness/traffic.ts'
import { startLoad } from './harness/workers.ts'

const WORKERS = 16
const STEPS_MAX = 20_000
const ANSWERS_A_PHASE = 300

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: 40 })
})
afterAll(() => site?.close())

test('a server that is killed takes no acknowledged order with it, and the other serves on', async () => {
  const [killed, other] = site.servers
  const traffic = await createTrafficOf(site)
  const load = startLoad(WORKERS, STEPS_MAX, traffic.step)
  await traffic.untilAnswered(ANSWERS_A_PHASE)

  // What the killed server has sent off is committed by Postgres after its death.
  const barrier = await placeBarrier(site.database_url, {
    table: 'held_nights',
    moment: 'commit',
    of: killed,
  })
  await barrier.hold()
  await barrier.untilReached(1)
  await killed.kill()
  await barrier.release()
  await untilDisconnected(site.database_url, [killed])
  const placed_before = placedAt(traffic, other.origin)
  await traffic.untilAnswered(ANSWERS_A_PHASE)
  expect(placedAt(traffic, other.origin)).toBeGreaterThan(placed_before)

  await killed.start()
  await killed.untilReady()
  const placed_at_start = placedAt(traffic, killed.origin)
  await traffic.untilAnswered(ANSWERS_A_PHASE)
  await load.stop()
  expect(placedAt(traffic, killed.origin)).toBeGreaterThan(placed_at_start)

  const { journal } = traffic
  console.log(`seed ${SEED}, answers`, tallyOf(journal.answers()))
  expect(journal.answers().filter(isFailure)).toEqual([])
  const lost = [...journal.requests, ...journal.changes].filter(({ answer }) => !answer)
  expect(new Set(lost.map(({ origin }) => origin))).toEqual(new Set([killed.origin]))

  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  const unanswered = await countUnanswered(site.database.kysely, journal)
  console.log(`${unanswered} orders were committed though a request for them got no answer`)
  expect(unanswered).toBeGreaterThan(0)
  await traffic.retryUnknown()
  expect(journal.unknown().filter((stay) => stay.idempotency_key)).toEqual([])
  expect(await audit(site.database.kysely, journal)).toEqual(SOUND)
  expect(await findMissingFromLists(killed.origin, journal)).toEqual([])
})

const createTrafficOf = async ({ servers, host, guests, addHouses }: RaceSite) =>
  createTraffic({
    origins: servers.map((server) => server.origin),
    host,
    guests,
    houses: await addHouses(20),
    days: 365,
    random: createRandom(SEED),
  })

const placedAt = ({ journal }: Traffic, origin: string) =>
  journal.requests.filter((one) => one.origin === origin && one.answer?.errcode === '0').length
