import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runChecks } from '../../server/platform/database/checks.ts'
import { hideReview, listReported, restoreReview } from '../../server/reviews/hide-review.ts'
import { REVIEWS } from '../../server/reviews/verify-reviews.ts'
import type { Trx } from '../../server/schema.ts'
import { anotherHouse, dayAfter, type Letting, openLetting, orderIn } from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
const inOne = <Result>(work: (trx: Trx) => Promise<Result>) =>
  site.database.kysely.transaction().execute(work)

beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
})
afterAll(async () => {
  // Whatever was written here, edited, hidden and raced for: the sums are those of the rows.
  expect(await runChecks(site.database, REVIEWS.checks)).toEqual([])
  await site.close()
})
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await anotherHouse(letting)
  stays = 0
})
/** In one house: each has a day of its own. */
let stays = 0

const INVALID = { status: 200, errcode: '4201', refusal: 'action_invalid' }
const WRONG = { status: 200, errcode: '4103' }
const DONE = { status: 200, errcode: '0' }

const comment = (member: Member, order_id: number, body: object) =>
  member.put(`/orders/${order_id}/comment`, { comment: '很好', ...body })
const houseOf = async (house_id = letting.house_id, from = site) =>
  (await from.visitor().get(`/houses/${house_id}`)).data.house
const reviewsOf = async (member: Member, order_id: number) =>
  (await member.get(`/orders/${order_id}`)).data.reviews

/** A stay of a guest of its own in the house of `letting`, commented with these stars. */
async function reviewed(stars: number, guest?: Member): Promise<[number, Member]> {
  site.clock.set(NOON)
  const member = guest ?? (await site.join())
  stays += 1
  const day = dayAfter(site, stays + 1)
  const order_id = await orderIn({ ...letting, guest: member }, 'WAIT_COMMENT', day)
  expect(await comment(member, order_id, { stars })).toMatchObject(DONE)
  return [order_id, member]
}

describe('stars', () => {
  test('of a comment are shown with the house and counted, aspects apart', async () => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    expect((await houseOf()).rating).toBeNull()
    const aspects = { cleanliness: 5, accuracy: 4, location: 3 }
    await comment(letting.guest, order_id, { stars: 4, aspects })
    expect(await reviewsOf(letting.guest, order_id)).toMatchObject({
      review: { stars: 4, aspects, edited: false },
      given: null,
      actions: ['edit_comment'],
    })
    stays = 1
    await reviewed(5)
    await reviewed(5)
    const house = await houseOf()
    expect(house.rating).toEqual({
      average: 4.7,
      count: 3,
      spread: [0, 0, 0, 1, 2],
      aspects: { ...aspects, host: null },
    })
    expect(house.comment_count).toBe(3)
    expect(house.comments.map(({ stars }: { stars: number }) => stars).sort()).toEqual([4, 5, 5])
    const { houses } = (await letting.host.get('/user/houses')).data
    expect(houses[0].rating).toEqual({ average: 4.7, count: 3 })
  })

  test.each([
    { stars: 0 },
    { stars: 6 },
    { stars: 4.5 },
    { stars: '5' },
    { stars: null },
    { stars: [5] },
    { stars: 5, aspects: { host: 0 } },
    { stars: 5, aspects: { charm: 5 } },
    { stars: 5, aspects: null },
    { aspects: { host: 5 } },
  ])('%j are refused, and the comment waits', async (body) => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    expect(await comment(letting.guest, order_id, body)).toMatchObject(WRONG)
    const { order } = (await letting.guest.get(`/orders/${order_id}`)).data
    expect(order).toMatchObject({ status: 'WAIT_COMMENT', comment: '' })
  })

  test('sort the search: the average as shown, then how many', async () => {
    const capacity_of_these = 321
    const houses = []
    for (const given of [[5], [], [4, 5, 5], [5, 5], [1]]) {
      letting = await anotherHouse(letting, { capacity: capacity_of_these })
      for (const stars of given) await reviewed(stars)
      houses.push(letting.house_id)
    }
    const [one_five, none, mixed, two_fives, bad] = houses
    const { data } = await site.visitor().get(`/houses?sk=rating&capacity=${capacity_of_these}`)
    const found = data.houses.map(({ house_id }: { house_id: number }) => house_id)
    expect(found).toEqual([two_fives, one_five, mixed, bad, none])
    expect(data.houses[2].rating).toEqual({ average: 4.7, count: 3 })
    expect(data.houses[4].rating).toBeNull()
  })

  test('are exact when many guests give, edit and lose them at once', async () => {
    const orders: [number, Member][] = []
    for (let turn = 0; turn < 6; turn += 1) orders.push(await reviewed((turn % 5) + 1))
    // None is too old to be edited.
    site.clock.set(NOON)
    await Promise.all(
      orders.flatMap(([order_id, guest], turn) => [
        comment(guest, order_id, { stars: 5 - (turn % 5), edit: true }),
        turn % 2 === 0
          ? inOne((trx) => hideReview(trx, site.clock, order_id, '违规'))
          : letting.host.put(`/orders/${order_id}/reply`, { text: `谢谢 ${turn}` }),
      ]),
    )
    expect(await runChecks(site.database, REVIEWS.checks)).toEqual([])
    expect((await houseOf()).rating).toMatchObject({ count: 3, spread: [0, 1, 0, 1, 1] })
    await Promise.all(
      orders.map(([order_id]) => inOne((trx) => restoreReview(trx, site.clock, order_id))),
    )
    expect((await houseOf()).rating).toMatchObject({ count: 6, spread: [1, 1, 1, 1, 2] })
  })
})

describe('what one has written', () => {
  test('can be changed for 48 hours, when it is said so', async () => {
    const [order_id, guest] = await reviewed(2)
    expect(await comment(guest, order_id, { stars: 5 })).toMatchObject(INVALID)
    site.clock.advance({ hours: 47, minutes: 59 })
    const edited = { comment: '其实很好', stars: 4, aspects: { host: 5 }, edit: true }
    expect(await comment(guest, order_id, edited)).toMatchObject(DONE)
    expect(await reviewsOf(guest, order_id)).toMatchObject({ review: { stars: 4, edited: true } })
    const house = await houseOf()
    expect(house).toMatchObject({ comments: [{ comment: '其实很好', stars: 4 }] })
    expect(house.rating).toMatchObject({ average: 4, count: 1, aspects: { host: 5 } })
    for (const other of [letting.host, letting.guest])
      expect(await comment(other, order_id, edited)).toMatchObject(INVALID)
    site.clock.advance({ minutes: 1 })
    const late = await comment(guest, order_id, edited)
    expect(late).toMatchObject({ errcode: '4201', refusal: 'edit_too_late' })
    expect(await reviewsOf(guest, order_id)).toMatchObject({ actions: [], edit_until: '' })
  })

  test('loses its stars where it is edited without', async () => {
    const [order_id, guest] = await reviewed(3)
    await comment(guest, order_id, { edit: true })
    expect(await houseOf()).toMatchObject({ rating: null, comment_count: 1 })
  })

  test('cannot be edited before there is any', async () => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    expect(await comment(letting.guest, order_id, { edit: true })).toMatchObject(INVALID)
    const { host } = letting
    const edited = { text: '谢谢', edit: true, stars: 5 }
    expect(await host.put(`/orders/${order_id}/reply`, edited)).toMatchObject(INVALID)
    expect(await host.put(`/orders/${order_id}/guest_rating`, edited)).toMatchObject(INVALID)
  })
})

describe('a host', () => {
  const reply = (member: Member, order_id: number, body: object) =>
    member.put(`/orders/${order_id}/reply`, body)

  test('answers once, for everybody, on every server', async () => {
    const other = await site.another()
    const [order_id, guest] = await reviewed(4)
    for (const server of [site, other]) await houseOf(letting.house_id, server)
    const { host } = letting
    expect(await reviewsOf(host, order_id)).toMatchObject({ actions: ['reply', 'rate_guest'] })
    expect(await reply(host, order_id, { text: ' 欢迎再来\n谢谢 ' })).toMatchObject(DONE)
    for (const server of [other, site]) {
      const { comments } = await houseOf(letting.house_id, server)
      expect(comments).toMatchObject([
        { reply: '欢迎再来\n谢谢', reply_time: '2026-12-04 00:00:00' },
      ])
    }
    const again = await reply(host, order_id, { text: '再说一句' })
    expect(again).toMatchObject({ errcode: '4003', refusal: 'written_already' })
    expect(await reply(host, order_id, { text: '改一句', edit: true })).toMatchObject(DONE)
    expect(await reviewsOf(guest, order_id)).toMatchObject({ review: { reply: '改一句' } })
    for (const stranger of [guest, letting.guest])
      expect(await reply(stranger, order_id, { text: '我' })).toMatchObject(INVALID)
    await other.close()
  })

  test('cannot answer what is not said, nothing, or with what disturbs', async () => {
    const silent = await orderIn(letting, 'WAIT_COMMENT')
    expect(await reply(letting.host, silent, { text: '谢谢' })).toMatchObject(INVALID)
    stays = 1
    const [order_id] = await reviewed(4)
    const bad = ['', ' \n', '\u200b', 'a\u0000', 'a\u0007', '\u202egnp', 'x\u2066y']
    for (const text of [...bad, '🏠'.repeat(2001), '🏠'.repeat(20_000), null, 5, ['a']])
      expect(await reply(letting.host, order_id, { text }), String(text).slice(0, 9)).toMatchObject(
        WRONG,
      )
    // More than any request may carry.
    const flood = await reply(letting.host, order_id, { text: '🏠'.repeat(100_000) })
    expect(flood).toMatchObject({ status: 413 })
    expect((await houseOf()).comments[0].reply).toBe('')
  })

  test('rates the guest, for hosts of the next request alone', async () => {
    const { guest, host } = letting
    const rate = (order_id: number, body: object) =>
      host.put(`/orders/${order_id}/guest_rating`, body)
    const first = await orderIn(letting, 'WAIT_COMMENT')
    for (const stars of [0, 6, 4.5, '5', null, undefined])
      expect(await rate(first, { stars }), String(stars)).toMatchObject(WRONG)
    for (const text of ['\u202ex', 'a\u0000', '好'.repeat(201), 5])
      expect(await rate(first, { stars: 5, text })).toMatchObject(WRONG)
    expect(await rate(first, { stars: 4, text: '爱护房屋' })).toMatchObject(DONE)
    expect(await rate(first, { stars: 5 })).toMatchObject({ refusal: 'written_already' })
    expect(await rate(first, { stars: 5, text: '很好', edit: true })).toMatchObject(DONE)
    expect(await guest.put(`/orders/${first}/guest_rating`, { stars: 5 })).toMatchObject(INVALID)

    const elsewhere = await openLetting(site)
    site.clock.set(NOON)
    const next = { ...elsewhere, guest }
    const request = await orderIn(next, 'WAIT_ACCEPT')
    expect(await rate(request, { stars: 5 })).toMatchObject(INVALID)
    const early = await elsewhere.host.put(`/orders/${request}/guest_rating`, { stars: 5 })
    expect(early).toMatchObject(INVALID)
    const { orders } = (await elsewhere.host.get('/user/orders?role=landlord')).data
    expect(orders[0].guest_rating).toEqual({ average: 5, count: 1 })
    const { order, reviews } = (await elsewhere.host.get(`/orders/${request}`)).data
    expect(order.guest_rating).toEqual({ average: 5, count: 1 })
    expect(reviews.guest_lines).toMatchObject([{ stars: 5, text: '很好' }])
    // The guest is told nothing of it, the host nothing more once nobody comes.
    for (const order_id of [first, request]) {
      const seen = (await guest.get(`/orders/${order_id}`)).data
      expect(seen.reviews).toMatchObject({ given: null, guest_lines: [] })
      expect(seen.order.guest_rating).toBeNull()
    }
    await guest.put(`/orders/${request}/status`, { action: 'cancel' })
    const after = (await elsewhere.host.get(`/orders/${request}`)).data
    expect([after.order.guest_rating, after.reviews.guest_lines]).toEqual([null, []])
  })
})

describe('a review', () => {
  const report = (member: Member, review_id: number, reason: unknown = '不实') =>
    member.post(`/houses/${letting.house_id}/reviews/${review_id}/report`, { reason })

  test('that was reported is hidden with a reason, and shown again', async () => {
    const { kysely } = site.database
    const [order_id, guest] = await reviewed(1)
    const { host } = letting
    expect(await report(host, order_id, '\u202e')).toMatchObject(WRONG)
    expect(await report(guest, order_id)).toMatchObject({ refusal: 'own_review' })
    expect(await report(host, order_id, '泄露电话')).toMatchObject(DONE)
    expect(await report(host, order_id)).toMatchObject({ refusal: 'review_reported' })
    expect(await listReported(kysely)).toMatchObject([{ order_id, reasons: ['泄露电话'] }])

    expect(await inOne((trx) => hideReview(trx, site.clock, order_id, '含电话号码'))).toBe(true)
    expect(await houseOf()).toMatchObject({ rating: null, comment_count: 0, comments: [] })
    const listed = await site.visitor().get(`/houses/${letting.house_id}/reviews`)
    expect(listed.data.reviews).toEqual([])
    for (const member of [host, guest])
      expect(await reviewsOf(member, order_id)).toMatchObject({
        review: { hidden: true, hidden_reason: '含电话号码' },
      })
    expect(await host.put(`/orders/${order_id}/reply`, { text: '谢谢' })).toMatchObject(INVALID)
    expect(await report(letting.guest, order_id)).toMatchObject({ refusal: 'review_missing' })
    expect(await listReported(kysely)).toEqual([])

    expect(await inOne((trx) => restoreReview(trx, site.clock, order_id))).toBe(true)
    expect(await houseOf()).toMatchObject({ rating: { count: 1 }, comment_count: 1 })
    expect(await listReported(kysely)).toEqual([])
    expect(await inOne((trx) => hideReview(trx, site.clock, 999_999, '没有'))).toBe(false)
  })

  test('of nowhere, of another house or of one that is not shown cannot be reported', async () => {
    const [order_id] = await reviewed(3)
    const stranger = await site.join()
    const missing = { status: 200, errcode: '4002', refusal: 'review_missing' }
    expect(await report(stranger, 999_999)).toMatchObject(missing)
    const { house_id } = await anotherHouse(letting)
    const path = `/houses/${house_id}/reviews/${order_id}/report`
    expect(await stranger.post(path, { reason: '不实' })).toMatchObject(missing)
    await letting.host.put(`/houses/${letting.house_id}/listing`, { listed: false })
    expect(await report(stranger, order_id)).toMatchObject(missing)
    const list = await stranger.get(`/houses/${letting.house_id}/reviews`)
    expect(list).toMatchObject({ errcode: '4002', refusal: 'house_missing' })
  })

  test('cannot be reported more often than one may in a day', async () => {
    const orders = []
    for (let turn = 0; turn < 21; turn += 1) orders.push((await reviewed(3, letting.guest))[0])
    const stranger = await site.join()
    const answers = await Promise.all(orders.map((order_id) => report(stranger, order_id)))
    const refused = answers.filter(({ errcode }) => errcode !== '0')
    expect(refused).toMatchObject([{ errcode: '4201', refusal: 'reports_spent' }])

    // The same stays: all of them are read page by page, each once.
    const read: number[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const path = `/houses/${letting.house_id}/reviews?cursor=${cursor}`
      const { data } = await site.visitor().get(path)
      read.push(...data.reviews.map((one: { review_id: number }) => one.review_id))
      cursor = data.next_cursor
    }
    expect(read).toEqual(orders.toReversed())
    for (const cursor of ['x', '1', '1_', '-1_1', '1_1_1', '9'.repeat(40)])
      expect(
        await site.visitor().get(`/houses/${letting.house_id}/reviews?cursor=${cursor}`),
      ).toMatchObject(WRONG)
  })
})
