import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  ACCESS_KEY_ID,
  ACCESS_KEY_SECRET,
  accepted,
  type Reply,
  refused,
  startAliyun,
} from '../harness/aliyun-server.ts'
import { type Listener, listen } from '../harness/events.ts'
import { dayAfter, openLetting, order } from '../harness/lettings.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

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
const until = (ready: () => boolean, timeout = 15_000) =>
  expect.poll(ready, { timeout, interval: 20 }).toBe(true)
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
  await sleep(2_500)
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

test('of thousands of orders at once no notice is lost or doubled, however often a page comes back', {
  timeout: 120_000,
}, async () => {
  const HOUSES = 40
  const DAYS = 60
  const host = await site.join()
  const guests = await Promise.all(Array.from({ length: 8 }, () => site.join()))
  const houses = await Promise.all(Array.from({ length: HOUSES }, () => site.house(host.person.id)))
  const steady = await follow(site, host)
  const seen: { id: number; order_id: number }[] = []
  let placing = true

  /** Comes and goes between the servers, and takes along the last id alone. */
  const wander = async () => {
    let last_id = (await follow(other, host)).lastId()
    for (let turn = 0; placing || seen.length < HOUSES * DAYS; turn += 1) {
      const page = await follow(turn % 2 ? site : other, host, last_id)
      await sleep(100 + Math.random() * 400)
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
  await sleep(500)

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
  await until(() => steady.notices().length >= placed.length, 30_000)
  await wandering

  const sorted = (ids: number[]) => [...ids].sort((a, b) => a - b)
  expect(sorted(ordersIn(steady))).toEqual(sorted(placed))
  expect(sorted(seen.map(({ order_id }) => order_id))).toEqual(sorted(placed))
  const ids = seen.map(({ id }) => id)
  expect(ids).toEqual(sorted(ids))
  expect(steady.notices().at(-1)?.data.unread).toBe(1_000)
})

test('three workers and a provider that fails now and then: each SMS once', {
  timeout: 120_000,
}, async () => {
  const ORDERS = 60
  const aliyun = await startAliyun()
  const sms = {
    provider: 'aliyun' as const,
    access_key_id: ACCESS_KEY_ID,
    access_key_secret: ACCESS_KEY_SECRET,
    sign_name: '爱家租房',
    template_code: 'SMS_1',
    notice_template_code: 'SMS_2',
    endpoint: aliyun.endpoint,
  }
  const replies: Reply[] = Array.from({ length: ORDERS * 3 }, (_, n) =>
    n % 3 === 0 ? refused('isp.SYSTEM_ERROR') : accepted,
  )
  aliyun.answer(...replies)
  const first = await openSite({ sms })
  const workers = [first, await first.another(), await first.another()]
  const letting = await openLetting(first)
  await Promise.all(
    Array.from({ length: ORDERS }, (_, day) => order(letting, dayAfter(first, day + 1))),
  )
  await Promise.all(workers.map((worker) => worker.work()))

  const taken = aliyun.sent.filter((_, n) => (replies[n] ?? accepted) === accepted)
  const ids = taken.map(({ parameters }) => parameters['OutId'])
  expect(new Set(ids).size).toBe(ids.length)
  const { rows } = await sql<{ sent: number; dead: number }>`
    SELECT (SELECT count(*) FROM notices WHERE sms = 'sent') AS sent,
      (SELECT count(*) FROM pgboss.job WHERE name = 'deliver-notice-sms-dead') AS dead`.execute(
    first.database.kysely,
  )
  const [{ sent, dead } = { sent: 0, dead: 0 }] = rows
  expect(sent).toBe(ids.length)
  expect(sent + dead).toBe(ORDERS)
  expect(sent).toBeGreaterThan(ORDERS / 2)
  for (const worker of workers.reverse()) await worker.close()
  await aliyun.close()
})
