import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../server/schema.ts'
import {
  ACCESS_KEY_ID,
  ACCESS_KEY_SECRET,
  accepted,
  type Reply,
  refused,
  type SentSms,
  startAliyun,
} from '../harness/aliyun-server.ts'
import { placeBarrier } from '../harness/barrier.ts'
import { type Listener, listen } from '../harness/events.ts'
import { dayAfter, openLetting, order } from '../harness/lettings.ts'
import {
  createTestDatabaseUrl,
  type Member,
  openNamed,
  openSite,
  type Site,
} from '../harness/site.ts'

let site: Site
let other: Site
const listeners: Listener[] = []

beforeAll(async () => {
  site = await openSite()
  other = await site.another()
})
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((one) => one.close()))
})
afterAll(async () => {
  await other.close()
  await site.close()
})

async function follow(at: Site, person: Member, last_id?: string): Promise<Listener> {
  const header = last_id === undefined ? {} : { 'last-event-id': last_id }
  const listener = await listen(at.origin, person.cookie(), header)
  listeners.push(listener)
  await until(() => listener.events.length > 0)
  return listener
}
const until = (ready: () => boolean) => expect.poll(ready).toBe(true)
const ordersIn = (listener: Listener): number[] =>
  listener.notices().map(({ data }) => data.notice.order_id)

test('what one server commits reaches the pages of another', async () => {
  const letting = await openLetting(site)
  const [here, there] = [await follow(site, letting.host), await follow(other, letting.host)]
  const order_id = await order(letting, dayAfter(site, 1))
  for (const listener of [here, there]) {
    await until(() => listener.notices().length === 1)
    expect(ordersIn(listener)).toEqual([order_id])
  }
})

test('a notice with a smaller id that is committed later is waited for', async () => {
  const letting = await openLetting(site)
  const { kysely } = site.database
  const first = await order(letting, dayAfter(site, 1))
  const listener = await follow(other, letting.host)
  const late = await kysely.startTransaction().execute()
  // The host hears of it with an id that is taken now.
  await late
    .insertInto('order_events')
    .values({
      house_id: letting.house_id,
      order_id: first,
      from_status: 'WAIT_ACCEPT',
      to_status: 'CANCELED',
      kind: 'canceled',
      actor: 'guest',
      reason: '',
      at: site.clock.now(),
    })
    .execute()
  const second = await order(letting, dayAfter(site, 2))
  // Whoever comes is welcomed by the next look of that server; so it has looked several times.
  for (let look = 0; look < 3; look += 1) await follow(other, letting.guest)
  // The negative control: who read behind the last id that is there would be past it already.
  expect((await letting.host.get('/notices')).data.notices[0].order_id).toBe(second)
  expect(listener.notices()).toEqual([])
  await late.commit().execute()
  await until(() => listener.notices().length === 2)
  expect(listener.notices().map(({ data }) => data.notice.kind)).toEqual([
    'order_canceled',
    'order_placed',
  ])
})

test('a long transaction that writes no notices holds nothing up', async () => {
  const letting = await openLetting(site)
  const listener = await follow(site, letting.host)
  const long = await site.database.kysely.startTransaction().execute()
  await sql`SELECT pg_current_xact_id()`.execute(long)
  await order(letting, dayAfter(site, 1))
  await until(() => listener.notices().length === 1)
  await long.rollback().execute()
})

test('of thousands of orders at once no notice is lost or doubled, however often a page comes back', async () => {
  const HOUSES = 40
  const DAYS = 60
  const host = await site.join()
  const guests = await Promise.all(Array.from({ length: 8 }, () => site.join()))
  const houses = await Promise.all(Array.from({ length: HOUSES }, () => site.house(host.person.id)))
  const steady = await follow(site, host)
  const seen: { id: number; order_id: number }[] = []
  let placing = true

  /** Comes and goes between the servers, and takes along the last id alone. */
  let last_id = (await follow(other, host)).lastId()
  const wander = async () => {
    for (let turn = 0; placing || seen.length < HOUSES * DAYS; turn += 1) {
      const page = await follow(turn % 2 ? site : other, host, last_id)
      await until(() => page.notices().length > 0 || !placing)
      await page.close()
      last_id = page.lastId()
      seen.push(
        ...page.notices().map(({ id, data }) => ({
          id: Number(id),
          order_id: data.notice.order_id as number,
        })),
      )
    }
  }
  const wandering = wander()

  const stays = Array.from({ length: HOUSES * DAYS }, (_, n) => ({
    house_id: houses[n % HOUSES] as number,
    start_date: dayAfter(site, 1 + Math.floor(n / HOUSES)),
    end_date: dayAfter(site, 1 + Math.floor(n / HOUSES)),
  }))
  const placed: number[] = []
  const place = async (at: Site, guest: Member) => {
    for (let stay = stays.pop(); stay; stay = stays.pop()) {
      const response = await fetch(`${at.origin}/api/v1.0/orders`, {
        method: 'POST',
        headers: { cookie: String(guest.cookie()), 'content-type': 'application/json' },
        body: JSON.stringify(stay),
      })
      const { errcode, data } = (await response.json()) as {
        errcode: string
        data: { order_id: number }
      }
      expect(errcode).toBe('0')
      placed.push(data.order_id)
    }
  }
  await Promise.all(
    Array.from({ length: 64 }, (_, n) => place(n % 2 ? site : other, guests[n % 8] as Member)),
  )
  placing = false
  await until(() => steady.notices().length >= placed.length)
  await wandering

  const sorted = (ids: number[]) => [...ids].sort((a, b) => a - b)
  expect(sorted(ordersIn(steady))).toEqual(sorted(placed))
  expect(sorted(seen.map(({ order_id }) => order_id))).toEqual(sorted(placed))
  const ids = seen.map(({ id }) => id)
  expect(ids).toEqual(sorted(ids))
  expect(steady.notices().at(-1)?.data.unread).toBe(1_000)
})

test('three workers and a provider that fails now and then: each SMS once', async () => {
  // Fewer to each host than one may get in an hour.
  const HOSTS = 10
  const ORDERS = 6
  const aliyun = await startAliyun()
  const provider = failNowAndThen()
  aliyun.answerBy(provider.answer)
  const sms = {
    provider: 'aliyun' as const,
    access_key_id: ACCESS_KEY_ID,
    access_key_secret: ACCESS_KEY_SECRET,
    sign_name: '爱家租房',
    template_code: 'SMS_1',
    notice_template_code: 'SMS_2',
    endpoint: aliyun.endpoint,
  }
  const url = await createTestDatabaseUrl()
  const names = ['a', 'b', 'c'].map((letter) => ({ application_name: `worker ${letter}` }))
  const [database, ...more] = names.map((name) => openNamed(url, name.application_name))
  const first = await openSite({ sms, database: database as Database })
  const workers = [first]
  for (const another of more) workers.push(await first.another({ database: another }))
  for (let host = 0; host < HOSTS; host += 1) {
    const letting = await openLetting(first)
    for (let day = 1; day <= ORDERS; day += 1) await order(letting, dayAfter(first, day))
  }
  const owe = (sms: 'owed' | null) =>
    first.database.kysely.updateTable('notices').set({ sms }).where('kind', '=', 'order_placed')
  // Not before all of them look for work: whoever waits long at the barrier counts as dead.
  await owe(null).execute()
  for (const worker of workers) worker.keepWorking()
  for (const name of names) await untilItLooksForJobs(first, name)

  // Each of them has sent some before any of them can note that it did.
  const when = `NEW.sms = 'sent'`
  const barrier = await placeBarrier(url, {
    table: 'notices',
    event: 'UPDATE',
    moment: 'write',
    when,
  })
  await barrier.hold()
  await owe('owed').execute()
  for (const name of names) await barrier.untilReached(1, name)
  await barrier.release()
  await first.work()

  const { tries, accepted_ids, counts } = provider
  expect(tries.size).toBe(HOSTS * ORDERS)
  expect(accepted_ids.toSorted()).toEqual([...new Set(accepted_ids)].toSorted())
  const { rows } = await sql<{ sent: number; dead: number }>`
    SELECT (SELECT count(*) FROM notices WHERE sms = 'sent') AS sent,
      (SELECT count(*) FROM pgboss.job WHERE name = 'deliver-notice-sms-dead') AS dead`.execute(
    first.database.kysely,
  )
  expect(rows).toEqual([{ sent: 54, dead: 6 }])
  expect(counts).toEqual({ accepted: 54, failed_once: 15, failed: 3 * 6 })
  for (const worker of workers.reverse()) await worker.close()
  await aliyun.close()
})

/** Who looks for jobs already takes part as soon as there are some. */
const untilItLooksForJobs = (site: Site, { application_name }: { application_name: string }) =>
  expect
    .poll(async () => {
      const { rows } = await sql`
        SELECT FROM pg_stat_activity WHERE application_name = ${application_name}
          AND query LIKE '%j.name = ''deliver-notice-sms''%'`.execute(site.database.kysely)
      return rows.length
    })
    .toBeGreaterThan(0)

/** A provider that takes every fourth message at the second try only, and some others never. */
function failNowAndThen() {
  const tries = new Map<string, number>()
  const accepted_ids: string[] = []
  const counts = { accepted: 0, failed_once: 0, failed: 0 }
  const answer = ({ parameters: { OutId = '' } }: SentSms): Reply => {
    const earlier = tries.get(OutId) ?? 0
    tries.set(OutId, earlier + 1)
    const place = [...tries.keys()].indexOf(OutId)
    const outcome =
      place % 10 === 1 ? 'failed' : place % 4 === 0 && earlier === 0 ? 'failed_once' : 'accepted'
    counts[outcome] += 1
    if (outcome !== 'accepted') return refused('isp.SYSTEM_ERROR')
    accepted_ids.push(OutId)
    return accepted
  }
  return { answer, tries, accepted_ids, counts }
}
