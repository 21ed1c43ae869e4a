import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { placeBarrier } from '../test/harness/barrier.ts'
import { audit, SOUND } from './harness/audit.ts'
import { untilDone } from './harness/backends.ts'
import { dayAhead } from './harness/days.ts'
import { createJournal, type Stay, tallyOf } from './harness/journal.ts'
import { requestStay } from './harness/requests.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'
import { withWorkers } from './harness/workers.ts'

const KEYS = 300
const KEYS_AT_ONCE = 40
/** Requests of whom hangs up at each of the moments. */
const HANG_UPS = 40

const journal = createJournal()
let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: 20 })
})
afterAll(() => site?.close())
afterEach(async () => expect(await audit(site.database.kysely, journal)).toEqual(SOUND))

test('a key sent to both servers at once, and again, gets one answer and one order', async () => {
  const stays = await contendedStays()
  const errcodes: string[] = []
  await withWorkers(stays, KEYS_AT_ONCE, async (stay) => {
    const [answer, ...others] = [
      ...(await Promise.all(bothTwice().map((origin) => requestStay(journal, origin, stay)))),
      ...(await Promise.all(bothTwice().map((origin) => requestStay(journal, origin, stay)))),
    ]
    for (const other of others) expect(other).toEqual(answer)
    errcodes.push(String(answer?.errcode))
  })
  expect(new Set(errcodes)).toEqual(new Set(['0', '4003']))
  expect(journal.placed()).toHaveLength(errcodes.filter((errcode) => errcode === '0').length)
})

test('of two bodies under one key sent at once, one is done and the other is refused', async () => {
  const [house_id = 0] = await site.addHouses(1)
  for (let round = 0; round < 40; round += 1) {
    const day = dayAhead(10 + 2 * round)
    const other_day = dayAhead(11 + 2 * round)
    const guest = site.guests[round % site.guests.length] as Stay['guest']
    const stay = { guest, house_id, idempotency_key: `body ${round}` }
    const answers = await Promise.all([
      requestStay(journal, site.servers[0].origin, { ...stay, start_date: day, end_date: day }),
      requestStay(journal, site.servers[1].origin, {
        ...stay,
        start_date: other_day,
        end_date: other_day,
      }),
    ])
    expect(tallyOf(answers)).toEqual({ '200 0': 1, '422 4201': 1 })
  }
})

test('who hangs up before the server has read the request has one order at the other', async () => {
  const [one] = site.servers
  await hangUpAndRepeat('before it is read', async ({ sent, hangUp }) => {
    one.pause()
    await sent()
    hangUp()
    one.resume()
  })
})

test('who hangs up while the order is being placed has one order at the other', async () => {
  const [one] = site.servers
  const barrier = await placeBarrier(site.database_url, { table: 'held_nights', moment: 'write' })
  await hangUpAndRepeat('while it is placed', async ({ sent, hangUp }) => {
    await barrier.hold()
    await sent()
    await barrier.untilReached(1, one)
    hangUp()
    return barrier.release
  })
})

test('who hangs up between the commit and its answer has one order at the other', async () => {
  const [one] = site.servers
  const barrier = await placeBarrier(site.database_url, { table: 'held_nights', moment: 'write' })
  await hangUpAndRepeat('before its answer', async ({ sent, hangUp }) => {
    await barrier.hold()
    await sent()
    const pids = await barrier.untilReached(1, one)
    one.pause()
    await barrier.release()
    await untilDone(site.database_url, pids)
    hangUp()
    one.resume()
  })
})

interface Clients {
  /** Sends all the requests, and waits until the network has them. */
  sent(): Promise<void>
  hangUp(): void
}

/**
 * Clients hang up at a moment, without an answer, and ask the other server. What `moment` returns
 * is done while they ask.
 */
async function hangUpAndRepeat(
  name: string,
  moment: (clients: Clients) => Promise<(() => Promise<void>) | undefined | void>,
): Promise<void> {
  const stays = await distinctStays(name)
  const placed_before = journal.placed().length
  const unanswered_before = countUnanswered()
  const [one, other] = site.servers
  const hanging_up = new AbortController()
  let first: Promise<unknown> = Promise.resolve()
  const sent = async () => {
    const handed_over = stays.map(() => Promise.withResolvers<void>())
    const requests = stays.map((stay, index) => {
      const onSent = () => handed_over[index]?.resolve()
      return requestStay(journal, one.origin, stay, { signal: hanging_up.signal, onSent })
    })
    first = Promise.all(requests)
    await Promise.all(handed_over.map(({ promise }) => promise))
  }
  const meanwhile = await moment({ sent, hangUp: () => hanging_up.abort() })
  await first
  expect(countUnanswered() - unanswered_before).toBe(HANG_UPS)

  const repeated = stays.map((stay) => requestStay(journal, other.origin, stay))
  await meanwhile?.()
  for (const answer of await Promise.all(repeated))
    expect(answer).toMatchObject({ status: 200, errcode: '0' })
  expect(journal.placed().length - placed_before).toBe(HANG_UPS)
}

const countUnanswered = () => tallyOf(journal.answers())['no answer'] ?? 0

async function distinctStays(name: string): Promise<Stay[]> {
  const houses = await site.addHouses(10)
  return Array.from({ length: HANG_UPS }, (_, index) => {
    const day = dayAhead(10 + Math.floor(index / houses.length))
    return {
      guest: site.guests[index % site.guests.length] as Stay['guest'],
      house_id: houses[index % houses.length] as number,
      start_date: day,
      end_date: day,
      idempotency_key: `hung up ${name}, ${index}`,
    }
  })
}

const bothTwice = (): string[] => [...site.servers, ...site.servers].map((server) => server.origin)

/** Every three requests in a row want the same days of the same house. */
async function contendedStays(): Promise<Stay[]> {
  const houses = await site.addHouses(4)
  return Array.from({ length: KEYS }, (_, index) => {
    const place = Math.floor(index / 3)
    const first = 5 + 3 * Math.floor(place / houses.length)
    return {
      guest: site.guests[index % site.guests.length] as Stay['guest'],
      house_id: houses[place % houses.length] as number,
      start_date: dayAhead(first),
      end_date: dayAhead(first + 2),
      idempotency_key: `key ${index}`,
    }
  })
}
