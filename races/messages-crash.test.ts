import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeBarrier } from '../test/harness/barrier.ts'
import { type Listener, listen } from '../test/harness/events.ts'
import { until } from '../test/harness/until.ts'
import { untilDisconnected } from './harness/backends.ts'
import { call } from './harness/call.ts'
import type { Guest } from './harness/journal.ts'
import { openRaceSite, type RaceSite } from './harness/site.ts'

const GUESTS = 4
/** Less than one may send in a minute. */
const MESSAGES_EACH = 24
const ACKNOWLEDGED_BEFORE = 20
const ARRIVE_MS_MAX = 30_000
const NUMBERS = Array.from({ length: MESSAGES_EACH }, (_, index) => index + 1)

let site: RaceSite
beforeAll(async () => {
  site = await openRaceSite({ guests: GUESTS })
})
afterAll(() => site?.close())

test('of what people write no message is lost or doubled while a server is killed, and all is heard on both', async () => {
  const [killed, other] = site.servers
  const houses = await site.addHouses(GUESTS)
  const readers = [await openReader(killed.origin), await openReader(other.origin)] as const
  const barrier = await placeBarrier(site.database_url, {
    table: 'messages',
    moment: 'commit',
    of: killed,
  })
  const journal: Journal = { numbers: new Map(), count: 0, lost: 0 }
  const talking = Promise.all(
    site.guests.map((guest, place) => talk(journal, guest, Number(houses[place]))),
  )
  await until('some are answered', ARRIVE_MS_MAX, () => journal.count >= ACKNOWLEDGED_BEFORE)

  // What the killed server has sent off is committed by Postgres after its death.
  await barrier.hold()
  await barrier.untilReached(1, killed)
  await killed.kill()
  await barrier.release()
  await untilDisconnected(site.database_url, [killed])
  await killed.start()
  await killed.untilReady()
  await readers[0].comeBack()
  await talking

  expect(journal.lost).toBeGreaterThan(0)
  // Each waited for its answer before the next: what was lost or doubled would show in the numbers.
  for (const numbers of journal.numbers.values()) expect(numbers).toEqual(NUMBERS)
  for (const reader of readers) {
    await until('the host has read all', ARRIVE_MS_MAX, async () => {
      await reader.read()
      return reader.count() >= GUESTS * MESSAGES_EACH
    })
    expect([...reader.threads.values()]).toEqual(
      Array.from({ length: GUESTS }, () => NUMBERS.map(String)),
    )
    await reader.close()
  }
})

interface Journal {
  /** By house: the numbers that the guest's messages were given, as they were written. */
  readonly numbers: Map<number, number[]>
  count: number
  /** Requests whose answer never came. */
  lost: number
}

/** Writes one message after another, by turns on both servers; what is not answered is sent again. */
async function talk(journal: Journal, { cookie }: Guest, house_id: number): Promise<void> {
  const numbers: number[] = []
  journal.numbers.set(house_id, numbers)
  for (const number of NUMBERS) {
    const sent = { cookie, body: { text: String(number) }, idempotency_key: randomUUID() }
    for (let tries = number; ; tries += 1) {
      const { origin } = site.servers[tries % 2 === 0 ? 0 : 1]
      const answer = await call(origin, 'POST', `/houses/${house_id}/threads`, sent)
      if (!answer) journal.lost += 1
      else if (answer.errcode === '0') {
        numbers.push(answer.data.message.message_id)
        journal.count += 1
        break
      } else if (answer.status < 500) throw new Error(`${number}: ${answer.errcode}`)
    }
  }
}

/** The host in front of a page of one server: reads a thread when it hears of it, behind what it has. */
async function openReader(origin: string) {
  const { cookie } = site.host
  const threads = new Map<number, string[]>()
  let listener: Listener = await listen(origin, cookie)
  let heard = 0
  return {
    threads,
    count: () => [...threads.values()].reduce((sum, texts) => sum + texts.length, 0),
    async read() {
      const notices = listener.notices()
      const named = new Set(notices.slice(heard).map(({ data }) => Number(data.notice.thread_id)))
      heard = notices.length
      for (const thread_id of named) {
        const texts = threads.get(thread_id) ?? []
        threads.set(thread_id, texts)
        const path = `/threads/${thread_id}/messages?limit=100&after=${texts.length}`
        const answer = await call(origin, 'GET', path, { cookie })
        texts.push(...(answer?.data.messages ?? []).map(({ text }: { text: string }) => text))
      }
    },
    /** As a browser does when its server was gone. */
    async comeBack() {
      await listener.ended
      await this.read()
      const last_id = listener.lastId()
      listener = await listen(origin, cookie, last_id ? { 'last-event-id': last_id } : {})
      heard = 0
    },
    close: () => listener.close(),
  }
}
