import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { messagesTo } from '../harness/codes.ts'
import { type FeedServer, icalOf, openFeedServer } from '../harness/feed-server.ts'
import { dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
let other: FeedServer
beforeAll(async () => {
  site = await openSite({ feeds: { every_minutes: 20, allowed: ['127.0.0.1'] } })
  other = await openFeedServer()
})
afterAll(async () => {
  await other.close()
  await site.close()
})
beforeEach(async () => {
  letting = await openLetting(site)
})

const day = (days: number) => dayAfter(site, days)
const event = (uid: string, first: number, last: number, summary = 'Reserved') => ({
  uid,
  first: day(first),
  last: day(last),
  summary,
})
const feeds = () => `/user/houses/${letting.house_id}/feeds`
const add = async () =>
  (await letting.host.post(feeds(), { name: '途家', url: `${other.origin}/a.ics` })).data.feed_id
const list = async () => (await letting.host.get(feeds())).data.feeds
const told = async (language = 'zh') =>
  (await letting.host.get('/notices', { headers: { 'accept-language': language } })).data.notices
const ofCalendars = async (language = 'zh') =>
  (await told(language)).filter(({ feed_name }: { feed_name?: string }) => feed_name)
const readAgain = async () => {
  site.clock.advance({ minutes: 20 })
  await site.importFeeds()
}

test('a conflict names both sides, in the calendar and in a notice that also goes out by SMS', async () => {
  const order_id = await order(letting, day(4), day(5))
  other.say(icalOf(event('a', 5, 8, 'Wang (HM12)')))
  await add()
  expect(await list()).toMatchObject([
    {
      name: '途家',
      conflicts: 1,
      conflicting: [
        {
          order_id,
          start_date: day(4),
          end_date: day(5),
          feed_start_date: day(5),
          feed_end_date: day(8),
          summary: 'Wang (HM12)',
        },
      ],
    },
  ])
  const [notice] = await ofCalendars()
  expect(notice).toMatchObject({
    kind: 'calendar_conflict',
    role: 'host',
    order_id,
    feed_name: '途家',
    read: false,
  })
  expect(notice.text).toMatch(/^其他网站的日历与订单冲突（途家）：鼓楼边的小院，12月5日.*。$/)
  expect((await ofCalendars('en'))[0].text).toMatch(/^The calendar of another site .* \(途家\): /)
  await site.work()
  const sms = (await messagesTo(site, letting.host.person.mobile)).map(({ text }) => text)
  expect(sms.filter((text) => text.includes('途家'))).toHaveLength(1)
})

test('it is told once, however often it is read, and again when it comes back', async () => {
  await order(letting, day(4), day(5))
  other.say(icalOf(event('a', 5, 8)))
  await add()
  await readAgain()
  await readAgain()
  expect(await ofCalendars()).toHaveLength(1)
  other.say(icalOf(event('a', 6, 8)))
  await readAgain()
  expect(await ofCalendars()).toHaveLength(1)
  other.say(icalOf(event('b', 4, 8)))
  await readAgain()
  expect(await ofCalendars()).toHaveLength(2)
})

test('what comes back from here, also in one piece, is told to nobody', async () => {
  await order(letting, day(4), day(5))
  await order(letting, day(6), day(7))
  other.say(icalOf(event('x', 4, 7, 'CLOSED - Not available')))
  await add()
  expect((await list())[0]).toMatchObject({ conflicts: 0, conflicting: [] })
  other.say(icalOf(event('x', 4, 8, 'CLOSED - Not available')))
  await readAgain()
  expect((await list())[0]).toMatchObject({ conflicts: 2 })
  expect(await ofCalendars()).toHaveLength(2)
})

test('a feed that fails for a day is told once, until it was read again', async () => {
  other.say(icalOf(event('a', 5, 8)))
  await add()
  other.answer((_, response) => response.writeHead(500).end())
  site.clock.advance({ hours: 23 })
  await readAgain()
  expect(await ofCalendars()).toEqual([])
  site.clock.advance({ hours: 1 })
  await readAgain()
  await readAgain()
  const [notice, ...more] = await ofCalendars()
  expect(more).toEqual([])
  expect(notice).toMatchObject({ kind: 'feed_failing', role: 'host', house_id: letting.house_id })
  expect(notice.order_id).toBeUndefined()
  expect(notice.text).toMatch(
    /^其他网站的日历已超过 24 小时无法读取（途家）：鼓楼边的小院。原因：.*500/,
  )
  expect((await ofCalendars('en'))[0].text).not.toMatch(/\p{Script=Han}{7}/u)
  other.say(icalOf())
  await readAgain()
  await readAgain()
  other.answer((_, response) => response.writeHead(500).end())
  site.clock.advance({ hours: 24 })
  await readAgain()
  expect(await ofCalendars()).toHaveLength(2)
})

test('a server of the version before meets kinds of notices that it knows alone', async () => {
  const { rows } = await sql<{ kind: string; role: string }>`
    SELECT DISTINCT kind, role FROM notices WHERE told_kind IS NOT NULL`.execute(
    site.database.kysely,
  )
  expect(rows).toEqual([{ kind: 'order_placed', role: 'guest' }])
})
