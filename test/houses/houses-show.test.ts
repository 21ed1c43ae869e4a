import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Letting, openLetting } from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site)
})

const show = async (from: Pick<Member, 'get'> = site.visitor()) =>
  from.get(`/houses/${letting.house_id}`)

/** Finished stays with the comments 1 to `count`, one a minute, by the letting's guest. */
const addComments = ({ guest, host, house_id }: Letting, count: number) =>
  sql`
    INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, price_fen,
      amount_fen, status, comment, commented_at, created_at)
    SELECT ${house_id}, nextval('order_ids'), ${guest.person.id}, ${host.person.id},
      date '2026-01-01' + n, date '2026-01-01' + n, 1, 1, 'COMPLETE', n::text,
      timestamptz '2026-06-01 00:00:00+08' + n * interval '1 minute', now()
    FROM generate_series(1, ${count}::integer) AS n`.execute(site.database.kysely)

describe('a house', () => {
  test('shows all that its page needs', async () => {
    const { kysely } = site.database
    const { house_id, host } = letting
    const ids = [1, 2, 3]
    await kysely
      .insertInto('house_facilities')
      .values([...ids].reverse().map((facility_id) => ({ house_id, facility_id })))
      .execute()
    await kysely
      .insertInto('house_images')
      .values([
        { house_id, position: 2, url: '/files/b.webp' },
        { house_id, position: 1, url: '/files/a.webp' },
      ])
      .execute()
    const { status, errcode, errmsg, data } = await show()
    expect({ status, errcode, errmsg }).toEqual({ status: 200, errcode: '0', errmsg: 'OK' })
    expect(data).toEqual({
      user_id: -1,
      house: {
        hid: house_id,
        user_id: host.person.id,
        user_name: '匿名用户',
        title: '鼓楼边的小院',
        price: 20_000,
        area_name: '东城区',
        area_name_en: '',
        acreage: 30,
        unit: '一室',
        capacity: 2,
        beds: '双人床 1 张',
        deposit: 10_000,
        room_count: 1,
        address: '东城区鼓楼东大街',
        min_days: 1,
        max_days: 0,
        check_in: '15:00',
        check_out: '12:00',
        user_avatar: '',
        img_urls: ['/files/a.webp', '/files/b.webp'],
        srcsets: ['', ''],
        listed: true,
        facilities: ids,
        kind: '',
        description: '',
        house_rules: '',
        bedrooms: [],
        position: null,
        address_exact: false,
        rating: null,
        comment_count: 0,
        comments: [],
      },
    })
  })

  test('tells its viewer who they are', async () => {
    expect((await show(letting.guest)).data.user_id).toBe(letting.guest.person.id)
    expect((await show(letting.host)).data.user_id).toBe(letting.host.person.id)
    expect((await show(letting.guest)).data.user_id).toBe(letting.guest.person.id)
    expect((await show()).data.user_id).toBe(-1)
  })

  test('never shows a mobile number', async () => {
    const named = await site.join('小爱')
    await addComments(letting, 1)
    await addComments({ ...letting, guest: named }, 2)
    const { data } = await show()
    expect(data.house.user_name).toBe('匿名用户')
    expect(data.house.comments.map((row: { user_name: string }) => row.user_name).sort()).toEqual([
      '匿名用户',
      '小爱',
      '小爱',
    ])
    expect(JSON.stringify(data)).not.toMatch(/1[3-9]\d{9}/)
  })

  test('shows the 20 newest comments, newest first', async () => {
    await addComments(letting, 23)
    const { comments } = (await show()).data.house
    expect(comments.map((row: { comment: string }) => Number(row.comment))).toEqual(
      Array.from({ length: 20 }, (_, index) => 23 - index),
    )
    expect(comments[0]).toEqual({
      comment: '23',
      user_name: '匿名用户',
      ctime: '2026-06-01 00:23:00',
      review_id: expect.any(Number),
      stars: null,
      reply: '',
      reply_time: '',
    })
  })

  test('that there is not is missing', async () => {
    for (const id of ['999999', '0', '-1', '9007199254740993', '9223372036854775808'])
      expect(await site.visitor().get(`/houses/${id}`)).toMatchObject({
        status: 200,
        errcode: '4002',
        errmsg: '房屋不存在',
      })
  })

  test.each(['abc', '1.5', '1e0', '%00', '%20'])('is not named by "%s"', async (id) => {
    expect(await site.visitor().get(`/houses/${id}`)).toMatchObject({
      status: 200,
      errcode: '4103',
    })
  })
})
