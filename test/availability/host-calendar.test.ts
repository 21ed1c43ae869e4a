import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { type FeedServer, icalOf, openFeedServer } from '../harness/feed-server.ts'
import { anotherHouse, dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

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
  letting = await openLetting(site, { price_fen: 36_800 })
})

const day = (days: number) => dayAfter(site, days)
const range = (first: number, last: number) => ({ start_date: day(first), end_date: day(last) })
const calendar = () => `/user/houses/${letting.house_id}/calendar`
const change = (first: number, last: number, what: object) =>
  letting.host.put(calendar(), { ...range(first, last), ...what })
const restore = (ranges: unknown) => letting.host.put(`${calendar()}/ranges`, { ranges })
const shown = async () =>
  (await letting.host.get(`${calendar()}?from=${day(0)}&to=${day(30)}`)).data.days

describe('a change of the calendar says what stood before, which restores it exactly', () => {
  test('closed days with their notes, and those that were open', async () => {
    await change(2, 3, { closed: true, note: '自住' })
    await change(5, 5, { closed: true, note: '维修' })
    const stood = await shown()
    const { data } = await change(1, 6, { closed: true, note: '春节', price: '888' })
    expect(data.before).toEqual([
      { ...range(1, 1), closed: false, price: null },
      { ...range(2, 3), closed: true, note: '自住', price: null },
      { ...range(4, 4), closed: false, price: null },
      { ...range(5, 5), closed: true, note: '维修', price: null },
      { ...range(6, 6), closed: false, price: null },
    ])
    const again = await shown()
    const undone = await restore(data.before)
    expect(await shown()).toEqual(stood)
    // What undoes can be undone itself.
    await restore(undone.data.before)
    expect(await shown()).toEqual(again)
  })

  test('prices and lengths of single days, and nothing that did not change', async () => {
    await change(2, 2, { price: '500.50', min_days: 2 })
    const stood = await shown()
    const { data } = await change(1, 3, { price: 600, max_days: 9 })
    expect(data.before).toEqual([
      { ...range(1, 1), price: null, max_days: null },
      { ...range(2, 2), price: '500.50', max_days: null },
      { ...range(3, 3), price: null, max_days: null },
    ])
    await restore(data.before)
    expect(await shown()).toEqual(stood)
  })

  test('all of it or nothing: a booking that came meanwhile is in the way', async () => {
    await change(2, 8, { closed: true, note: '自住' })
    const { data } = await change(2, 8, { closed: false, price: 900 })
    const order_id = await order(letting, day(4), day(5))
    const stood = await shown()
    expect(await restore(data.before)).toMatchObject({
      errcode: '4003',
      data: { stays: [{ kind: 'order', order_id, ...range(4, 5) }] },
    })
    expect(await shown()).toEqual(stood)
  })

  test.each<[string, () => unknown]>([
    ['none', () => []],
    [
      'days gone by',
      () => [
        { ...range(1, 2), closed: true },
        { ...range(-2, -1), closed: true },
      ],
    ],
    ['days backwards', () => [{ ...range(3, 2), closed: true }]],
    [
      'more days than may be asked for, together',
      () => [
        { ...range(1, 300), closed: true },
        { ...range(301, 402), closed: true },
      ],
    ],
    ['nothing to change', () => [{ ...range(1, 2) }]],
    ['a price of 0', () => [{ ...range(1, 2), price: 0 }]],
  ])('ranges are refused: %s', async (_, ranges) => {
    expect(await restore(ranges())).toMatchObject({ errcode: '4103' })
  })

  test('and is nobody else’s', async () => {
    const ranges = [{ ...range(1, 2), closed: true }]
    const path = `${calendar()}/ranges`
    expect(await letting.guest.put(path, { ranges })).toMatchObject({ errcode: '4105' })
    expect(await site.visitor().put(path, { ranges })).toMatchObject({ errcode: '4101' })
  })
})

describe('the calendar of a host', () => {
  test('says what is said of each day, and where', async () => {
    // NOON is a Tuesday: day(3) a Friday.
    const weekdays = [{ weekday: 5, arrive: false }]
    const ranges = [{ name: '春节', ...range(6, 8), price: 88_800, min_days: 3 }]
    await letting.host.put(`/user/houses/${letting.house_id}/rules`, {
      rules: { ...NO_RULES, weekdays, ranges },
    })
    await change(8, 8, { price: 999 })
    const days = await shown()
    expect(days[3]).toMatchObject({ price: 36_800, arrive: false, leave: true })
    expect(days[3]).not.toHaveProperty('by_day')
    expect(days[6]).toMatchObject({ price: 88_800, min_days: 3, season: '春节', arrive: true })
    expect(days[8]).toMatchObject({ price: 99_900, season: '春节', by_day: true })
  })

  test('is told of several houses at once, and of none that is another’s', async () => {
    const second = await anotherHouse(letting)
    const stranger = await openLetting(site)
    await change(2, 2, { closed: true, note: '自住' })
    const asked = [second.house_id, letting.house_id, stranger.house_id, 9_999_999].join(',')
    const path = (houses: string, last = 40) =>
      `/user/calendars?houses=${houses}&from=${day(0)}&to=${day(last)}`
    const { data } = await letting.host.get(path(asked))
    expect(data.houses.map(({ house_id }: { house_id: number }) => house_id).toSorted()).toEqual(
      [letting.house_id, second.house_id].toSorted(),
    )
    const own = data.houses.find(
      ({ house_id }: { house_id: number }) => house_id === letting.house_id,
    )
    expect(own.days).toHaveLength(41)
    expect(own.days[2]).toMatchObject({ state: 'closed', note: '自住' })
    for (const wrong of [path('1,x'), path(''), path('1', 100), path('1', -1)])
      expect(await letting.host.get(wrong)).toMatchObject({ errcode: '4103' })
    const many = Array.from({ length: 21 }, (_, place) => place + 1).join(',')
    expect(await letting.host.get(path(many))).toMatchObject({ errcode: '4103' })
  })

  test('names both sides of a conflict', async () => {
    const order_id = await order(letting, day(4), day(5))
    other.say(icalOf({ uid: 'a', first: day(5), last: day(8), summary: 'Reserved' }))
    const feeds = `/user/houses/${letting.house_id}/feeds`
    await letting.host.post(feeds, { name: '途家', url: `${other.origin}/a.ics` })
    const days = await shown()
    expect(days[4]).toMatchObject({ state: 'held', order_id, conflict: '途家' })
    expect(days[6]).toMatchObject({ state: 'imported', feed_name: '途家' })
    expect(days[3]).not.toHaveProperty('conflict')
    expect((await letting.host.get(feeds)).data.feeds[0]).toMatchObject({
      conflicts: 1,
      conflicting: [
        {
          order_id,
          ...range(4, 5),
          summary: 'Reserved',
          feed_start_date: day(5),
          feed_end_date: day(8),
        },
      ],
    })
  })
})
