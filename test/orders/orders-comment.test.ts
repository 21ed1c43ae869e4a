import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  anotherHouse,
  type Letting,
  openLetting,
  orderIn,
  statusOf,
  traceOf,
} from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await anotherHouse(letting)
})

const comment = (member: Member, order_id: number, text: unknown) =>
  member.put(`/orders/${order_id}/comment`, { comment: text })

const houseOf = async ({ house_id }: Letting, { database }: Site = site) =>
  database.kysely
    .selectFrom('houses')
    .select('order_count')
    .where('id', '=', house_id)
    .executeTakeFirstOrThrow()

const DONE = { status: 200, errcode: '0', errmsg: 'OK', data: undefined }
const INVALID = { status: 200, errcode: '4201', errmsg: '操作无效' }
const WRONG = { status: 200, errcode: '4103' }

describe('a comment', () => {
  test('completes the order and counts it for the house', async () => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    expect(await comment(letting.guest, order_id, '房东热情，下次还来。')).toMatchObject(DONE)
    const { order } = (await letting.guest.get(`/orders/${order_id}`)).data
    expect(order).toMatchObject({ status: 'COMPLETE', comment: '房东热情，下次还来。' })
    expect(await houseOf(letting)).toEqual({ order_count: 1 })
  })

  test('shows in the house at the next read, on every server', async () => {
    const other = await site.another()
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    const readHouse = async (from: Site) =>
      (await from.visitor().get(`/houses/${letting.house_id}`)).data.house.comments
    // Both servers have read, and may keep, the page without it.
    for (const server of [site, other, site, other]) expect(await readHouse(server)).toEqual([])
    await comment(letting.guest, order_id, '很安静')
    const shown = {
      review_id: order_id,
      comment: '很安静',
      user_name: '匿名用户',
      ctime: expect.any(String),
      stars: null,
      reply: '',
      reply_time: '',
    }
    for (const server of [other, site, other]) expect(await readHouse(server)).toEqual([shown])
    await other.close()
  })

  test('is given once', async () => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    await comment(letting.guest, order_id, '第一次')
    const before = await traceOf(site, order_id)
    expect(await comment(letting.guest, order_id, '第二次')).toMatchObject(INVALID)
    expect(await traceOf(site, order_id)).toEqual(before)
    expect(await houseOf(letting)).toEqual({ order_count: 1 })
  })

  test('is given once when it is sent many times at once', async () => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    const texts = Array.from({ length: 8 }, (_, index) => `第 ${index} 次`)
    const answers = await Promise.all(texts.map((text) => comment(letting.guest, order_id, text)))
    const done = answers.findIndex((answer) => answer.errcode === '0')
    expect(answers.filter((answer) => answer.errcode === '4201')).toHaveLength(7)
    expect((await traceOf(site, order_id)).order?.comment).toBe(texts[done])
    expect(await houseOf(letting)).toEqual({ order_count: 1 })
  })

  test.each(['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID', 'COMPLETE', 'REJECTED', 'CANCELED'] as const)(
    'is not for an order in %s',
    async (status) => {
      const order_id = await orderIn(letting, status)
      const before = await traceOf(site, order_id)
      expect(await comment(letting.guest, order_id, '好')).toMatchObject(INVALID)
      expect(await traceOf(site, order_id)).toEqual(before)
    },
  )

  test('is the guest’s alone', async () => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    const stranger = await site.join()
    const { headers: _, ...none } = await comment(stranger, 999_999, '好')
    for (const member of [letting.host, stranger]) {
      const { headers: __, ...answer } = await comment(member, order_id, '好')
      expect(answer).toEqual(none)
    }
    expect(none).toMatchObject(INVALID)
    const visitor = site.visitor()
    expect(await visitor.put(`/orders/${order_id}/comment`, { comment: '好' })).toMatchObject({
      status: 200,
      errcode: '4101',
    })
    expect(await statusOf(site, order_id)).toBe('WAIT_COMMENT')
  })
})

describe('its words', () => {
  test.each([
    ['1 character', '好', '好'],
    ['2000 characters', '好'.repeat(2000), '好'.repeat(2000)],
    ['2000 emoji, of two units each', '🏠'.repeat(2000), '🏠'.repeat(2000)],
    ['a family of joined emoji', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['quotes, markup and backslashes', `'"<b>\\%_;--`, `'"<b>\\%_;--`],
    ['line breaks inside', '一\n二', '一\n二'],
    ['space around', '  好  ', '好'],
    ['half an emoji', 'a\ud83cb', 'a\ufffdb'],
  ])('%s', async (_what, sent, kept) => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    expect(await comment(letting.guest, order_id, sent)).toMatchObject(DONE)
    const { order } = (await letting.guest.get(`/orders/${order_id}`)).data
    expect(order.comment).toBe(kept)
    const { house } = (await site.visitor().get(`/houses/${letting.house_id}`)).data
    expect(house.comments[0].comment).toBe(kept)
  })

  test('2001 characters, none, NUL, or another type are refused and leave it waiting', async () => {
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    const before = await traceOf(site, order_id)
    const texts = ['好'.repeat(2001), '🏠'.repeat(2001), '', ' ', '\n\t\u3000 ', 'a\u0000b']
    for (const text of [...texts, undefined, null, 5, true, [], {}, ['好']])
      expect(await comment(letting.guest, order_id, text), JSON.stringify(text)).toMatchObject(
        WRONG,
      )
    expect(await traceOf(site, order_id)).toEqual(before)
    expect(await houseOf(letting)).toEqual({ order_count: 0 })
  })
})
