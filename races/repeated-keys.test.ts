import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { book } from './harness/ask.ts'
import { audit, SOUND } from './harness/audit.ts'
import { dayAhead } from './harness/days.ts'
import { createJournal, type Stay, tallyOf } from './harness/journal.ts'
import { inLanes } from './harness/lanes.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const KEYS = 300
const KEYS_AT_ONCE = 40
const PATIENCE_MS_MAX = 60

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
  await inLanes(stays, KEYS_AT_ONCE, async (stay) => {
    const [answer, ...others] = [
      ...(await Promise.all(bothTwice().map((origin) => book(journal, origin, stay)))),
      ...(await Promise.all(bothTwice().map((origin) => book(journal, origin, stay)))),
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
      book(journal, site.servers[0].origin, { ...stay, start_date: day, end_date: day }),
      book(journal, site.servers[1].origin, {
        ...stay,
        start_date: other_day,
        end_date: other_day,
      }),
    ])
    expect(tallyOf(answers)).toEqual({ '200 0': 1, '422 4201': 1 })
  }
})

test('who hangs up and asks the other server has one order, whichever of them placed it', async () => {
  const houses = await site.addHouses(10)
  const placed_before = journal.placed().length
  const [one, other] = site.servers
  await inLanes([...Array(KEYS).keys()], KEYS_AT_ONCE, async (index) => {
    const day = dayAhead(10 + Math.floor(index / houses.length))
    const stay = {
      guest: site.guests[index % site.guests.length] as Stay['guest'],
      house_id: houses[index % houses.length] as number,
      start_date: day,
      end_date: day,
      idempotency_key: `impatient ${index}`,
    }
    await book(journal, one.origin, stay, index % PATIENCE_MS_MAX)
    expect(await book(journal, other.origin, stay)).toMatchObject({ status: 200, errcode: '0' })
  })
  expect(tallyOf(journal.answers())['no answer']).toBeGreaterThan(0)
  expect(journal.placed().length - placed_before).toBe(KEYS)
})

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
