import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { type FeedServer, icalOf, openFeedServer } from '../harness/feed-server.ts'
import { anotherHouse, dayAfter, openLetting, order, orderIn } from '../harness/lettings.ts'
import { runIhome } from '../harness/process.ts'
import { createTestDatabaseUrl, openSite, SESSION_SECRET, type Site } from '../harness/site.ts'

let site: Site
let other: FeedServer
let environment: Record<string, string>
let house_id: number
let order_id: number
beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  environment = { DATABASE_URL: url, SESSION_SECRET }
  const feeds = { every_minutes: 20, allowed: ['127.0.0.1'] }
  site = await openSite({ database: openPostgres<Tables>(url), feeds })
  // Feeds are looked at from the database's own day on.
  site.clock.set(new Date())
  other = await openFeedServer()
  const letting = await openLetting(site)
  house_id = letting.house_id
  order_id = await order(letting, day(3), day(5))
  await orderIn(letting, 'CANCELED', day(20))
  await letting.host.put(`/user/houses/${house_id}/calendar`, {
    start_date: day(8),
    end_date: day(9),
    closed: true,
  })
  other.say(icalOf({ uid: 'a', first: day(5), last: day(12) }))
  await letting.host.post(`/user/houses/${house_id}/feeds`, { name: '途家', url: other.origin })
  await order(await anotherHouse(letting), day(4))
})
afterAll(async () => {
  await other?.close()
  await site?.close()
})

const day = (days: number) => dayAfter(site, days)
const verify = () => runIhome(['verify', 'calendars'], environment)
const run = (statement: ReturnType<typeof sql>) => statement.execute(site.database.kysely)

test('calendars that agree are proved to', async () => {
  const { code, stdout } = await verify()
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^closed\t1 ranges\nimport\t2 ranges\norder\t2 ranges\nevery held day has one reason/,
  )
})

const nights = (first: number, last: number) =>
  sql`daterange(${day(first)}::date, ${day(last)}::date, '[]')`

test('what does not agree is listed, each by its kind, and the command ends with 1', async () => {
  await run(sql`ALTER TABLE held_nights DROP CONSTRAINT held_nights_no_overlap`)
  await run(sql`UPDATE held_nights SET nights = ${nights(5, 7)} WHERE kind = 'import'
    AND nights && ${nights(6, 6)}`)
  await run(sql`DELETE FROM closed_days`)
  await run(sql`DELETE FROM held_nights WHERE kind = 'import' AND nights && ${nights(10, 10)}`)
  await run(sql`INSERT INTO held_nights (house_id, nights, kind, holder_id)
    VALUES (${house_id}, ${nights(30, 31)}, 'import', ${house_id})`)
  await run(sql`DELETE FROM held_nights WHERE order_id <> ${order_id}`)
  await run(sql`INSERT INTO held_nights (house_id, nights, order_id)
    VALUES (${house_id}, ${nights(40, 41)}, 999)`)
  const { code, stdout, stderr } = await verify()
  expect(code).toBe(1)
  const [lone, ended] = [day(40), day(42)]
  for (const finding of [
    new RegExp(
      `1 held ranges of a house that overlap:\\n {2}house ${house_id}: .*order ${order_id}`,
    ),
    /1 closed days that are not held, or held as closed and are not:/,
    new RegExp(`1 imported days that no feed of their house names:\\n {2}house ${house_id}: `),
    /1 days to come that a feed names and nobody holds:/,
    /1 orders that do not hold their nights:\n {2}order \d+ \(WAIT_ACCEPT\): /,
    new RegExp(
      `1 nights that are held for an order .*:\\n {2}order 999: \\[${lone},${ended}\\) of house`,
    ),
  ])
    expect(stdout).toMatch(finding)
  expect(stderr).toContain('6 kinds of trouble with the calendars')
})
