import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FeedServer, icalOf, openFeedServer } from '../harness/feed-server.ts'
import { anotherHouse, dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'
import { FEED_SHAPES } from './feed-shapes.ts'

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
  site.clock.set(NOON)
  letting = await openLetting(site)
})

const day = (days: number) => dayAfter(site, days)
const range = (first: number, last: number) => ({ start_date: day(first), end_date: day(last) })
const event = (uid: string, first: number, last: number, summary?: string) => ({
  uid,
  first: day(first),
  last: day(last),
  ...(summary && { summary }),
})
const feeds = (house_id = letting.house_id) => `/user/houses/${house_id}/feeds`
const add = (url = `${other.origin}/a.ics`) => letting.host.post(feeds(), { name: 'Airbnb', url })
const list = async () => (await letting.host.get(feeds())).data
const taken = async (query = '') =>
  (await site.visitor().get(`/houses/${letting.house_id}/calendar${query}`)).data.taken
const fetchAgain = async () => {
  const { feeds: known } = await list()
  return letting.host.post(`${feeds()}/${known[0].feed_id}/fetch`)
}

describe('a calendar of another site', () => {
  test.each(FEED_SHAPES)('$product', async ({ text, taken: expected }) => {
    other.say(text)
    await add()
    expect((await list()).feeds[0]).toMatchObject({ error: '' })
    const found = []
    for (const [from, to] of [
      ['2026-12-01', '2027-12-31'],
      ['2028-01-01', '2028-12-31'],
      ['2029-01-01', '2029-12-31'],
    ])
      found.push(...(await taken(`?from=${from}&to=${to}`)))
    const days = expected.map(([start_date, end_date]) => ({ start_date, end_date }))
    // Years are asked one by one: what goes over their end comes in two parts.
    expect(joined(found)).toEqual(days)
  })

  test('holds its days against bookings, and the host sees whose they are', async () => {
    other.say(icalOf(event('a', 3, 5)))
    const { data } = await add()
    const stay = { house_id: letting.house_id, ...range(5, 6) }
    expect(await letting.guest.post('/orders', stay)).toMatchObject({ errcode: '4003' })
    const calendar = `/user/houses/${letting.house_id}/calendar?from=${day(5)}&to=${day(6)}`
    expect((await letting.host.get(calendar)).data.days).toMatchObject([
      { state: 'imported', feed_id: data.feed_id },
      { state: 'free' },
    ])
  })

  test('frees what it no longer names, and claims what is new', async () => {
    other.say(icalOf(event('a', 3, 5), event('b', 10, 12)))
    await add()
    other.say(icalOf(event('b', 10, 12), event('c', 20, 20)))
    await fetchAgain()
    expect(await taken()).toEqual([range(10, 12), range(20, 20)])
  })

  test('leaves a stay of ours alone and counts it as a conflict, until it is gone', async () => {
    await order(letting, day(4), day(5))
    other.say(icalOf(event('a', 3, 8)))
    await add()
    expect(await taken()).toEqual([range(3, 8)])
    expect((await list()).feeds[0]).toMatchObject({ conflicts: 1, events: 1 })
    const { orders } = (await letting.guest.get('/user/orders')).data
    await letting.guest.put(`/orders/${orders[0].order_id}/status`, { action: 'cancel' })
    // From the same moment on the other site holds them: nobody here can book what was sold there.
    expect(await taken()).toEqual([range(3, 8)])
    await fetchAgain()
    expect(await taken()).toEqual([range(3, 8)])
    expect((await list()).feeds[0]).toMatchObject({ conflicts: 0 })
  })

  test('that brings our own stays back is no conflict', async () => {
    const order_id = await order(letting, day(4), day(5))
    other.say(
      icalOf(event(`order-${order_id}@ihome`, 4, 5), event('x', 4, 5, 'Airbnb (Not available)')),
    )
    await add()
    expect((await list()).feeds[0]).toMatchObject({ conflicts: 0 })
    other.say(icalOf(event('y', 4, 5, 'Reserved')))
    await fetchAgain()
    expect((await list()).feeds[0]).toMatchObject({ conflicts: 1 })
  })

  test('that brings back what is gone here by now holds nothing by that', async () => {
    const order_id = await order(letting, day(4), day(5))
    const calendar = `/user/houses/${letting.house_id}/calendar`
    await letting.host.put(calendar, { ...range(8, 9), closed: true })
    other.say(icalOf(event('x', 4, 5, 'Not available'), event('y', 8, 9, 'Not available')))
    await add()
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    await letting.host.put(calendar, { ...range(8, 9), closed: false })
    expect(await taken()).toEqual([])
    await fetchAgain()
    expect(await taken()).toEqual([])
    await order(letting, day(5), day(6))
    await fetchAgain()
    expect((await list()).feeds[0]).toMatchObject({ conflicts: 0 })
  })

  test('holds closed days that are opened and that it names', async () => {
    const calendar = `/user/houses/${letting.house_id}/calendar`
    await letting.host.put(calendar, { ...range(8, 9), closed: true })
    other.say(icalOf(event('y', 8, 10)))
    await add()
    await letting.host.put(calendar, { ...range(8, 8), closed: false })
    const { data } = await letting.host.get(`${calendar}?from=${day(8)}&to=${day(10)}`)
    const states = data.days.map(({ state }: { state: string }) => state)
    expect(states).toEqual(['imported', 'closed', 'imported'])
  })

  test('that shares days with a second one frees none of them when it goes', async () => {
    other.answer((request, response) =>
      response.end(icalOf(request.url === '/a.ics' ? event('a', 3, 6) : event('b', 5, 8))),
    )
    const first = await add(`${other.origin}/a.ics`)
    await add(`${other.origin}/b.ics`)
    expect(await taken()).toEqual([range(3, 8)])
    await letting.host.call('DELETE', `${feeds()}/${first.data.feed_id}`)
    expect(await taken()).toEqual([range(5, 8)])
  })

  test('that suddenly lost most of its days keeps them until it says so again', async () => {
    other.say(icalOf(event('a', 3, 5), event('b', 10, 12)))
    await add()
    other.say(icalOf())
    await fetchAgain()
    expect(await taken()).toEqual([range(3, 5), range(10, 12)])
    expect((await list()).feeds[0].error).toMatch(/消失/)
    await fetchAgain()
    expect(await taken()).toEqual([])
  })

  test('is asked whether it changed, and read again every 20 minutes', async () => {
    other.answer((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
      else response.writeHead(200, { etag: '"1"' }).end(icalOf(event('a', 3, 5)))
    })
    const asked = () => other.asked('/changing.ics')
    await add(`${other.origin}/changing.ics`)
    expect(asked()).toBe(1)
    site.clock.advance({ minutes: 19 })
    await site.importFeeds()
    expect(asked()).toBe(1)
    site.clock.advance({ minutes: 2 })
    await site.importFeeds()
    expect(asked()).toBe(2)
    await site.importFeeds()
    expect(asked()).toBe(2)
    expect(await taken()).toEqual([range(3, 5)])
  })
})

describe('a feed that cannot be used says why and changes nothing', () => {
  const good = () => icalOf(event('a', 3, 5))
  const zeros = () => gzipSync(Buffer.alloc(20_000_000))
  const many = () =>
    lone(...Array(99_999).fill('DTSTART:20270101\r\nEND:VEVENT\r\nBEGIN:VEVENT'), 'UID:z')
  const endless = (response: ServerResponse) => {
    const line = `${'SUMMARY:x'.repeat(10_000)}\r\n`
    const write = () => {
      while (response.write(line));
    }
    response.on('drain', write).writeHead(200)
    write()
  }
  const daily = (...rules: string[]) => lone('UID:a', 'DTSTART;VALUE=DATE:20261205', ...rules)
  const lone = (...lines: string[]) =>
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')

  test.each<[string, () => void, RegExp]>([
    ['a page', () => other.say('<!doctype html><title>Log in</title>'), /不是日历/],
    ['nothing', () => other.say(''), /不是日历/],
    ['half a file', () => other.say(good().slice(0, -40)), /不完整/],
    ['an error', () => other.answer((_, response) => response.writeHead(500).end()), /500/],
    ['packed zeros', () => other.say(zeros() as never, { 'content-encoding': 'gzip' }), /过大/],
    ['what is not packed as it says', () => other.say(good(), { 'content-encoding': 'gzip' }), /./],
    [
      'a circle of redirects',
      () =>
        other.answer((request, response) =>
          response.writeHead(302, { location: `${request.url}` }).end(),
        ),
      /跳转/,
    ],
    [
      'a way to a file',
      () =>
        other.answer((_, response) =>
          response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
        ),
      /http/,
    ],
    [
      'a way to the metadata of a cloud',
      () =>
        other.answer((_, response) =>
          response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
        ),
      /内部网络/,
    ],
    [
      'a way to this machine by another address',
      () =>
        other.answer((_, response) =>
          response.writeHead(302, { location: 'http://[::1]:1/' }).end(),
        ),
      /内部网络/,
    ],
    [
      'a connection that breaks',
      () => other.answer((request) => request.socket.destroy()),
      /无法连接/,
    ],
    ['too many events', () => other.say(many()), /过多/],
    [
      'an event that ends before it begins',
      () => other.say(lone('UID:a', 'DTSTART;VALUE=DATE:20270105', 'DTEND;VALUE=DATE:20270101')),
      /早于/,
    ],
    [
      'an event in the year 9999',
      () => other.say(lone('UID:a', 'DTSTART;VALUE=DATE:99991230', 'DTEND;VALUE=DATE:99991231')),
      /年份有误.*9999/,
    ],
    ['an event without a beginning', () => other.say(lone('UID:a')), /没有开始/],
    [
      'an event every second',
      () => other.say(lone('UID:a', 'DTSTART:20261205T000000Z', 'RRULE:FREQ=SECONDLY')),
      // Whichever bound it meets first.
      /频繁|过于复杂/,
    ],
    ['a stream without an end', () => other.answer((_, response) => endless(response)), /过大/],
    [
      'a text in UTF-16',
      () => other.say(Buffer.from(`\ufeff${good()}`, 'utf16le') as never),
      /不是日历/,
    ],
    ['a day that is none', () => other.say(lone('UID:a', 'DTSTART:garbage')), /格式有误/],
    ['a rule that is none', () => other.say(daily('RRULE:BYDAY=MO')), /格式有误/],
    [
      'a rule for a day that never comes',
      () => other.say(daily('RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')),
      /过于复杂/,
    ],
  ])('%s', async (_, prepare, words) => {
    other.say(good())
    await add()
    prepare()
    await fetchAgain()
    expect(await taken()).toEqual([range(3, 5)])
    expect((await list()).feeds[0].error).toMatch(words)
    const english = await letting.host.get(feeds(), { headers: { 'accept-language': 'en' } })
    expect(english.data.feeds[0].error).not.toMatch(/\p{Script=Han}{3}/u)
    other.say(good())
    await fetchAgain()
    expect((await list()).feeds[0].error).toBe('')
  })
})

describe('a feed is read', () => {
  test.each<[string, () => string | Buffer]>([
    ['with LF alone', () => icalOf(event('a', 3, 5)).replaceAll('\r\n', '\n')],
    ['with a byte order mark', () => `\ufeff${icalOf(event('a', 3, 5))}`],
    ['in another charset than it says', () => Buffer.from(icalOf(event('a', 3, 5, 'ö')), 'latin1')],
    ['with a line of megabytes', () => icalOf(event('a', 3, 5, 'x'.repeat(4_000_000)))],
    [
      'with the character 0, and a name of kilobytes',
      () => icalOf(event('a\0'.repeat(5_000), 3, 5, 'a\0b')),
    ],
    ['with one UID twice', () => icalOf(event('a', 3, 4), event('a', 5, 5))],
    [
      'with an event without an end',
      () => icalOf(event('b', 4, 5), event('a', 3, 3)).replace(/DTEND.*20261204\r\n/, ''),
    ],
  ])('%s', async (_, text) => {
    other.say(text() as string)
    await add()
    expect((await list()).feeds[0]).toMatchObject({ error: '' })
    expect(await taken()).toEqual([range(3, 5)])
  })

  test('with a recurrence without an end, as far as days are held', async () => {
    other.say(icalOf(event('a', 3, 3)).replace('END:VEVENT', 'RRULE:FREQ=WEEKLY\r\nEND:VEVENT'))
    await add()
    expect((await list()).feeds[0]).toMatchObject({ error: '' })
    expect(await taken(`?from=${day(3)}&to=${day(17)}`)).toEqual(
      [3, 10, 17].map((n) => range(n, n)),
    )
  })
})

describe('a feed', () => {
  test.each(['file:///etc/passwd', 'ftp://a.example/a.ics', 'calendar', 'javascript:1'])(
    'from %s is refused',
    async (url) => {
      expect(await add(url)).toMatchObject({ errcode: '4103', refusal: 'feed_address_invalid' })
    },
  )

  test.each([
    'http://10.0.0.1/',
    'http://192.168.1.1/a.ics',
    'http://0.0.0.0/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fe80::1]/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
  ])('inside a private network, %s, is not fetched', async (url) => {
    await add(url)
    expect((await list()).feeds[0].error).toMatch(/内部网络/)
  })

  test('whose name leads into the private network is not fetched, however it is written', async () => {
    const strict = await site.another({ feeds: { every_minutes: 20, allowed: [] } })
    const { port } = new URL(other.origin)
    const before = other.asked('/named.ics')
    for (const name of ['localhost', 'localhost.', 'LOCALHOST', '127.1', '2130706433']) {
      const url = `http://${name}:${port}/named.ics`
      const { headers } = { headers: { cookie: letting.host.cookie() ?? '' } }
      const { data } = await strict.visitor().post(feeds(), { name, url }, headers)
      const { feeds: known } = await list()
      const found = known.find((one: { feed_id: number }) => one.feed_id === data.feed_id)
      // Some resolvers know no name with a dot at its end.
      expect(found.error, name).toMatch(/内部网络|找不到/)
      await letting.host.call('DELETE', `${feeds()}/${data.feed_id}`)
    }
    expect(other.asked('/named.ics')).toBe(before)
    await strict.close()
  })

  test('is added once, and at most ten times a house', async () => {
    other.say(icalOf())
    await add()
    expect(await add()).toMatchObject({ errcode: '4003', refusal: 'feed_known' })
    for (let count = 2; count <= 10; count += 1) await add(`${other.origin}/${count}.ics`)
    expect(await add(`${other.origin}/11.ics`)).toMatchObject({ refusal: 'feeds_full' })
  })

  test('is its host’s alone', async () => {
    other.say(icalOf())
    const { data } = await add()
    const one = `${feeds()}/${data.feed_id}`
    for (const member of [letting.guest, await site.join()])
      for (const answer of [
        await member.get(feeds()),
        await member.post(feeds(), { name: 'x', url: `${other.origin}/x` }),
        await member.post(`${one}/fetch`),
        await member.call('DELETE', one),
        await member.post(`/user/houses/${letting.house_id}/export_url`),
      ])
        expect(answer).toMatchObject({ errcode: '4105' })
    const elsewhere = await anotherHouse(letting)
    expect(
      await letting.host.call('DELETE', `${feeds(elsewhere.house_id)}/${data.feed_id}`),
    ).toMatchObject({ errcode: '4002', refusal: 'feed_missing' })
  })
})

describe('the calendar for other sites', () => {
  const exported = async (headers: Record<string, string> = {}) => {
    const { export_url } = await list()
    return fetch(site.origin + export_url, { headers })
  }

  test('tells which days are held, and nothing about anybody', async () => {
    const order_id = await order(letting, day(3), day(5))
    await letting.host.put(`/user/houses/${letting.house_id}/calendar`, {
      ...range(8, 8),
      closed: true,
      note: '王先生 13812345678',
    })
    const response = await exported()
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = await response.text()
    expect(text).toContain(`UID:order-${order_id}@ihome\r\n`)
    expect(text).toContain(`DTSTART;VALUE=DATE:${day(3).replaceAll('-', '')}\r\n`)
    expect(text).toContain(`DTEND;VALUE=DATE:${day(6).replaceAll('-', '')}\r\n`)
    expect(text.match(/SUMMARY:.*/g)).toEqual(['SUMMARY:Reserved', 'SUMMARY:Closed'])
    expect(text).not.toMatch(/1\d{10}|\p{Script=Han}/u)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  test('says nothing again to who has it already, and is the same until a day changes', async () => {
    await order(letting, day(3), day(5))
    const etag = (await exported()).headers.get('etag') ?? ''
    site.clock.advance({ hours: 1 })
    expect((await exported({ 'if-none-match': etag })).status).toBe(304)
    await order(letting, day(7), day(7))
    expect((await exported({ 'if-none-match': etag })).status).toBe(200)
  })

  test('does not send back what came from other sites', async () => {
    other.say(icalOf(event('a', 3, 5)))
    await add()
    expect(await (await exported()).text()).not.toContain('VEVENT')
  })

  test('is at a new address when its host wants so', async () => {
    const { export_url } = await list()
    const renewed = await letting.host.post(`/user/houses/${letting.house_id}/export_url`)
    expect(renewed.data.export_url).not.toBe(export_url)
    expect((await fetch(site.origin + export_url)).status).toBe(404)
    expect((await exported()).status).toBe(200)
  })
})

function joined(ranges: readonly { start_date: string; end_date: string }[]) {
  const result: { start_date: string; end_date: string }[] = []
  for (const next of ranges) {
    const before = result.at(-1)
    const follows =
      before && Date.parse(next.start_date) - Date.parse(before.end_date) === 86_400_000
    if (before && follows) before.end_date = next.end_date
    else result.push({ ...next })
  }
  return result
}
