import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ORDER_STATUSES } from '../../contract/order-terms.ts'
import { addDays } from '../../rules/night-date.ts'
import { demo } from '../../server/demo/demo.ts'
import { sweepOrders } from '../../server/orders/sweep-orders.ts'
import { runChecks } from '../../server/platform/database/checks.ts'
import { REVIEWS } from '../../server/reviews/verify-reviews.ts'
import type { Database } from '../../server/schema.ts'
import type { Client } from '../harness/client.ts'
import { addPerson } from '../harness/people.ts'
import { openSite, openTestDatabase, SESSION_SECRET, type Site } from '../harness/site.ts'

const HOST = '13800000001'
const GUEST = '13800000002'
const SECOND_GUEST = '13800000003'
const AHEAD_DAYS_MAX = 120
/** Filling takes seconds of both cores, and other tests want them too. */
const PATIENT = { timeout: 120_000 }

let data_dir: string
let site: Site
const printed: string[] = []

beforeAll(async () => {
  data_dir = mkdtempSync(join(tmpdir(), 'ihome-demo-'))
  site = await openSite({ data_dir })
})
afterAll(async () => {
  await site.close()
  rmSync(data_dir, { recursive: true, force: true })
})
beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
  printed.length = 0
})

const demoAt = (directory: string) => ({ data_dir: directory, session_secret: SESSION_SECRET })
const fill = () => demo(site.database, site.clock, demoAt(data_dir))

async function logIn(mobile: string): Promise<Client> {
  const client = site.visitor()
  const { errcode } = await client.post('/sessions', { mobile, password: 'ihome-demo' })
  expect(errcode).toBe('0')
  return client
}

async function countRows({ kysely }: Database) {
  const tables = [
    'areas',
    'held_nights',
    'house_facilities',
    'house_images',
    'houses',
    'order_events',
    'orders',
    'users',
  ] as const
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const { count } = await kysely
      .selectFrom(table)
      .select((query) => query.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    counts[table] = Number(count)
  }
  return counts
}

// In this order: the first test breaks off, the second fills what the others look at.
describe('filling in demo data', () => {
  test('that fails at the end leaves nothing behind', PATIENT, async () => {
    const not_a_directory = join(data_dir, 'a-file')
    writeFileSync(not_a_directory, '')
    await expect(demo(site.database, site.clock, demoAt(not_a_directory))).rejects.toThrow(
      'ENOTDIR',
    )
    expect(new Set(Object.values(await countRows(site.database)))).toEqual(new Set([0]))
  })

  test('prints the accounts, of which each can log in', PATIENT, async () => {
    await fill()
    const text = printed.join('\n')
    expect(text).toContain('ihome-demo')
    for (const mobile of [HOST, GUEST, SECOND_GUEST]) {
      expect(text).toContain(mobile)
      const { data } = await (await logIn(mobile)).get('/session')
      expect(data.name).not.toBe(mobile)
    }
  })

  test('has closed days, a season and a weekend in the calendars of the host', async () => {
    const host = await logIn(HOST)
    const { houses } = (await host.get('/user/houses')).data
    const ids = houses.map(({ house_id }: { house_id: number }) => house_id).join(',')
    const today = site.clock.today()
    const span = `from=${today}&to=${addDays(today, 60)}`
    const { data } = await host.get(`/user/calendars?houses=${ids}&${span}`)
    const days = data.houses.flatMap((house: { days: object[] }) => house.days)
    expect(days).toContainEqual(expect.objectContaining({ state: 'closed', note: '维修热水器' }))
    expect(days).toContainEqual(expect.objectContaining({ season: '旺季', min_days: 2 }))
  })

  test('again changes nothing and prints the accounts', async () => {
    const before = await countRows(site.database)
    const pictures = readdirSync(join(data_dir, 'files', 'demo')).sort()
    await fill()
    expect(await countRows(site.database)).toEqual(before)
    expect(readdirSync(join(data_dir, 'files', 'demo')).sort()).toEqual(pictures)
    expect(printed.join('\n')).toContain(HOST)
  })

  test('is refused where there are users of its own', async () => {
    const database = await openTestDatabase()
    try {
      await addPerson(database.kysely)
      const before = await countRows(database)
      await expect(demo(database, site.clock, demoAt(data_dir))).rejects.toThrow(/users of its own/)
      expect(await countRows(database)).toEqual(before)
    } finally {
      await database.close()
    }
  })

  test('by two at once happens once', PATIENT, async () => {
    const database = await openTestDatabase()
    try {
      await Promise.all([1, 2].map(() => demo(database, site.clock, demoAt(data_dir))))
      expect(await countRows(database)).toEqual(await countRows(site.database))
    } finally {
      await database.close()
    }
  })
})

describe('demo data', () => {
  test('shows a host all that a calendar can hold', async () => {
    const host = await logIn(HOST)
    const { houses } = (await host.get('/user/houses')).data
    const [from, to] = [site.clock.today(), addDays(site.clock.today(), 100)]
    const seen = new Set<string>()
    let [rules, conflicts] = [0, 0]
    for (const { house_id } of houses) {
      const path = `/user/houses/${house_id}`
      const { days } = (await host.get(`${path}/calendar?from=${from}&to=${to}`)).data
      for (const { state, note } of days) seen.add(note ? `${state} with a note` : state)
      const { rules: said } = (await host.get(`${path}/rules`)).data
      if (said.weekdays.length > 0 || said.ranges.length > 0) rules += 1
      for (const feed of (await host.get(`${path}/feeds`)).data.feeds) {
        expect(feed).toMatchObject({ error: '' })
        conflicts += feed.conflicts
      }
    }
    expect([...seen].sort()).toEqual(['closed with a note', 'free', 'held', 'imported'])
    expect(rules).toBeGreaterThanOrEqual(2)
    expect(conflicts).toBe(1)
    const { notices } = (await host.get('/notices')).data
    expect(notices.map(({ kind }: { kind: string }) => kind)).toContain('calendar_conflict')
  })

  test('has a house for the first order of a newcomer', async () => {
    const { data } = await site.visitor().get('/houses/1')
    expect(data.house).toMatchObject({ min_days: 1, max_days: 0 })
    const guest = await logIn(GUEST)
    const day = addDays(site.clock.today(), AHEAD_DAYS_MAX + 1)
    const placed = await guest.post('/orders', { house_id: 1, start_date: day, end_date: day })
    expect(placed.errcode).toBe('0')
    await guest.put(`/orders/${placed.data.order_id}/status`, { action: 'cancel' })
  })

  test('gives the host houses, and orders to accept', async () => {
    const host = await site.database.kysely
      .selectFrom('users')
      .innerJoin('houses', 'houses.host_id', 'users.id')
      .select('houses.id')
      .where('users.mobile', '=', HOST)
      .execute()
    expect(host.length).toBeGreaterThanOrEqual(3)
    expect(host.map((house) => house.id)).toContain(1)
    const { data } = await (await logIn(HOST)).get('/user/orders?role=landlord')
    const actions = data.orders.flatMap((order: { actions: string[] }) => order.actions)
    expect(actions.filter((action: string) => action === 'accept').length).toBeGreaterThan(1)
    expect(new Set(data.orders.map((order: { status: string }) => order.status)).size).toBe(7)
  })

  test('gives the guest an order in every status, also after an hour', async () => {
    const guest = await logIn(GUEST)
    const seen = async () => {
      const { data } = await guest.get('/user/orders')
      return new Set(data.orders.map((order: { status: string }) => order.status))
    }
    expect(await seen()).toEqual(new Set(ORDER_STATUSES))
    site.clock.advance({ minutes: 60 })
    await sweepOrders(site.database.kysely, site.clock)
    expect(await seen()).toEqual(new Set(ORDER_STATUSES))
  })

  test('names who comes to a stay of the guest', async () => {
    const guest = await logIn(GUEST)
    const { orders } = (await guest.get('/user/orders?status=PAID')).data
    const named = []
    for (const { order_id } of orders)
      named.push(...(await guest.get(`/orders/${order_id}/guests`)).data.guests)
    expect(named).toMatchObject([{ name: '林小满', id_number: 'E******00' }])
  })

  test('has pictures of every house', async () => {
    const { kysely } = site.database
    const houses = await kysely.selectFrom('houses').select(['id', 'cover_url']).execute()
    expect(new Set(houses.map((house) => house.cover_url)).size).toBe(houses.length)
    const cover = await fetch(site.origin + houses[0]?.cover_url)
    expect(cover.headers.get('content-type')).toBe('image/webp')
    const files = readdirSync(join(data_dir, 'files', 'demo')).map((file) => `/files/demo/${file}`)
    const images = await kysely
      .selectFrom('house_images')
      .select(['house_id', 'url', 'srcset'])
      .execute()
    expect(files).toEqual(expect.arrayContaining(images.map((image) => image.url)))
    const [first] = images
    for (const size of first?.srcset.split(', ') ?? []) {
      const [url = '', width] = size.split(' ')
      const bytes = await (await fetch(site.origin + url)).arrayBuffer()
      expect(`${(await sharp(bytes).metadata()).width}w`).toBe(width)
    }
    for (const { url, srcset } of images)
      expect(srcset, url).toMatch(/^\S+-400.webp 400w, \S+-800.webp 800w, \S+ 1200w$/)
    for (const { id, cover_url } of houses) {
      const urls = images.filter((image) => image.house_id === id).map((image) => image.url)
      expect(urls).toContain(cover_url)
      expect(urls.length).toBeGreaterThanOrEqual(3)
    }
  })

  test('counts and comments the stays that were completed', async () => {
    const { kysely } = site.database
    const orders = await kysely.selectFrom('orders').selectAll().execute()
    const complete = orders.filter((order) => order.status === 'COMPLETE')
    for (const house of await kysely.selectFrom('houses').selectAll().execute())
      expect(house.order_count).toBe(complete.filter((one) => one.house_id === house.id).length)
    expect(new Set(complete.map((order) => order.comment)).size).toBeGreaterThan(10)
    const { data } = await site.visitor().get('/houses/1')
    expect(data.house.comments.length).toBeGreaterThan(2)
    expect(data.house.rating.count).toBe(data.house.comments.length)
    expect(data.house.comments.some(({ reply }: { reply: string }) => reply)).toBe(true)
    expect(await runChecks(site.database, REVIEWS.checks)).toEqual([])
    const rated = (await (await logIn(HOST)).get('/user/orders?role=landlord')).data.orders
    expect(rated.some(({ guest_rating }: { guest_rating: object }) => guest_rating)).toBe(true)
    const { lists, houses } = (await (await logIn(GUEST)).get('/user/favourites')).data
    expect([lists.length, houses.length]).toEqual([2, 6])
    const shared = await site.visitor().get(lists[1].share_path)
    expect(shared.data.houses).toHaveLength(3)
  })

  test('tells of every order how it came to where it is', async () => {
    const { kysely } = site.database
    const now = site.clock.now()
    const events = await kysely.selectFrom('order_events').selectAll().execute()
    const held = await kysely.selectFrom('held_nights').select('order_id').execute()
    const holding = new Set(held.map((row) => row.order_id))
    const last_day = addDays(site.clock.today(), AHEAD_DAYS_MAX)
    for (const order of await kysely.selectFrom('orders').selectAll().execute()) {
      const all = events.filter((event) => event.order_id === order.id)
      // What became of the money is told beside: it moves no order.
      const own = all.filter((event) => event.from_status !== event.to_status)
      const left = new Set(own.map((event) => event.from_status))
      expect(own.filter((event) => !left.has(event.to_status))).toMatchObject([
        { to_status: order.status },
      ])
      for (const event of all) expect(event.at.getTime()).toBeLessThanOrEqual(now.getTime())
      expect(holding.has(order.id)).toBe(!['REJECTED', 'CANCELED'].includes(order.status))
      if (holding.has(order.id)) expect(order.end_date <= last_day).toBe(true)
    }
  })
})
