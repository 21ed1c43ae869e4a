import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countRows, type Letting, openLetting } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(() => site.clock.set(NOON))

const place = ({ guest, house_id }: Letting, start_date: string, end_date = start_date) =>
  guest.post('/orders', { house_id, start_date, end_date })

describe('an order', () => {
  test('keeps its days, its price and its amount, and both people see it', async () => {
    const letting = await openLetting(site, { price_fen: 12_300, title: '胡同里的小院' })
    const { host, guest, house_id } = letting
    const placed = await place(letting, '2026-12-05', '2026-12-07')
    expect(placed).toMatchObject({ status: 200, errcode: '0', errmsg: '保存订单成功' })
    const { order_id } = placed.data
    const seen = {
      order_id,
      house_id,
      title: '胡同里的小院',
      address: '东城区鼓楼东大街',
      img_url: '',
      start_date: '2026-12-05',
      end_date: '2026-12-07',
      ctime: '2026-12-01 12:00:00',
      days: 3,
      guests: 1,
      amount: 36_900,
      status: 'WAIT_ACCEPT',
      comment: '',
      guest_name: '匿名用户',
      guest_avatar: '',
      guest_rating: null,
      due_at: '2026-12-02 12:00:00',
      due: '2026-12-02T12:00:00+08:00',
      check_out: '2026-12-08',
      check_in_time: '15:00',
      check_out_time: '12:00',
      lines: [
        {
          kind: 'nights',
          text: '¥123 × 3 晚',
          quantity: 3,
          unit_amount: 12_300,
          amount: 36_900,
        },
      ],
      viewer_role: 'guest',
    }
    const made = await guest.get('/user/orders')
    expect(made.data).toEqual({ orders: [{ ...seen, actions: ['cancel'] }] })
    const received = await host.get('/user/orders?role=landlord')
    expect(received.data).toEqual({
      orders: [
        {
          ...seen,
          address: '东城区鼓楼东大街 1 号',
          viewer_role: 'host',
          actions: ['accept', 'reject'],
        },
      ],
    })
    const shown = await guest.get(`/orders/${order_id}`)
    expect(shown.data).toEqual({
      order: { ...seen, actions: ['cancel'] },
      events: [
        {
          at: '2026-12-01 12:00:00',
          kind: 'placed',
          actor: 'guest',
          from: null,
          to: 'WAIT_ACCEPT',
          reason: '',
        },
      ],
      cancellation: {
        policy: 'flexible',
        free_hours: 0,
        tiers: [{ until: '2026-12-05T00:00:00+08:00', percent: 100, refund: 36_900 }],
        refund_now: 0,
        giveable: 0,
        paid: 0,
        refunded: 0,
      },
      changes: [],
      may_propose: false,
      guest_names: {
        wanted: 1,
        given: 0,
        required: false,
        may_change: true,
        until: '2026-12-05T15:00:00+08:00',
      },
      reviews: {
        actions: [],
        edit_until: '',
        given: null,
        guest_lines: [],
        review: null,
      },
    })
  })

  test('keeps the price of its moment when the house becomes dearer', async () => {
    const letting = await openLetting(site, { price_fen: 10_000 })
    await place(letting, '2026-12-05')
    await site.database.kysely
      .updateTable('houses')
      .set({ price_fen: 25_000 })
      .where('id', '=', letting.house_id)
      .execute()
    await place(letting, '2026-12-06', '2026-12-07')
    const { data } = await letting.guest.get('/user/orders')
    expect(data.orders.map((order: { amount: number }) => order.amount)).toEqual([50_000, 10_000])
  })

  test('may name its house in text, as the old pages do', async () => {
    const { guest, house_id } = await openLetting(site)
    const stay = { start_date: '2026-12-05', end_date: '2026-12-05' }
    const placed = await guest.post('/orders', { house_id: String(house_id), ...stay })
    expect(placed.errcode).toBe('0')
    expect(await guest.get(`/orders/${placed.data.order_id}`)).toMatchObject({
      data: { order: { house_id } },
    })
  })

  test('needs a session', async () => {
    const { house_id } = await openLetting(site)
    const stay = { house_id, start_date: '2026-12-05', end_date: '2026-12-05' }
    expect(await site.visitor().post('/orders', stay)).toMatchObject({
      status: 200,
      errcode: '4101',
      errmsg: '用户未登录',
    })
  })
})

describe('days are inclusive at both ends', () => {
  const HELD = ['2026-12-10', '2026-12-12'] as const

  test.each([
    ['the same days', '2026-12-10', '2026-12-12', '4003'],
    ['its first day', '2026-12-10', '2026-12-10', '4003'],
    ['its last day', '2026-12-12', '2026-12-12', '4003'],
    ['a day inside', '2026-12-11', '2026-12-11', '4003'],
    ['days around it', '2026-12-09', '2026-12-13', '4003'],
    ['days that end on its first', '2026-12-08', '2026-12-10', '4003'],
    ['days that begin on its last', '2026-12-12', '2026-12-15', '4003'],
    ['days that end the day before', '2026-12-08', '2026-12-09', '0'],
    ['days that begin the day after', '2026-12-13', '2026-12-15', '0'],
  ])('beside a stay of three days, %s', async (_what, start_date, end_date, errcode) => {
    const letting = await openLetting(site)
    expect((await place(letting, ...HELD)).errcode).toBe('0')
    const other = { ...letting, guest: await site.join() }
    expect((await place(other, start_date, end_date)).errcode).toBe(errcode)
  })

  test('a stay of one day lasts one day', async () => {
    const letting = await openLetting(site, { price_fen: 700 })
    const { data } = await place(letting, '2026-12-31')
    const { order } = (await letting.guest.get(`/orders/${data.order_id}`)).data
    expect(order).toMatchObject({ days: 1, amount: 700 })
  })

  test('a leap day counts, and so does the turn of a year', async () => {
    const letting = await openLetting(site, { price_fen: 100 })
    const leap = await place(letting, '2028-02-28', '2028-03-01')
    const turn = await place(letting, '2026-12-30', '2027-01-02')
    const orders = await letting.guest.get('/user/orders')
    expect(orders.data.orders).toMatchObject([
      { order_id: turn.data.order_id, days: 4, amount: 400 },
      { order_id: leap.data.order_id, days: 3, amount: 300 },
    ])
  })

  test('the same days of another house are free', async () => {
    const letting = await openLetting(site)
    await place(letting, ...HELD)
    const house_id = await site.house(letting.host.person.id)
    expect((await place({ ...letting, house_id }, ...HELD)).errcode).toBe('0')
  })
})

describe('today is the day of the site', () => {
  test('a stay may begin today until the last second of it', async () => {
    const letting = await openLetting(site)
    site.clock.set('2026-12-01T15:59:59Z')
    expect((await place(letting, '2026-12-01')).errcode).toBe('0')
  })

  test('a second later that day has gone by', async () => {
    const letting = await openLetting(site)
    site.clock.set('2026-12-01T16:00:00Z')
    const late = await place(letting, '2026-12-01', '2026-12-03')
    expect(late).toMatchObject({ status: 200, errcode: '4103', errmsg: '日期信息有误' })
    expect((await place(letting, '2026-12-02')).errcode).toBe('0')
  })
})

describe('the house says how long a stay may be', () => {
  test.each([
    ['2026-12-10', '4103'],
    ['2026-12-11', '0'],
    ['2026-12-12', '0'],
    ['2026-12-13', '4103'],
  ])('2 to 3 days: from 10 December to %s', async (end_date, errcode) => {
    const letting = await openLetting(site, { min_days: 2, max_days: 3 })
    const { data, ...answer } = await place(letting, '2026-12-10', end_date)
    expect(answer).toMatchObject({ status: 200, errcode })
    if (errcode !== '0') expect(answer.errmsg).toBe('入住天数不符合房屋要求')
  })

  test('a maximum of 0 is none', async () => {
    const letting = await openLetting(site, { max_days: 0 })
    expect((await place(letting, '2027-01-01', '2027-12-31')).errcode).toBe('0')
  })
})

describe('the checks come in their order', () => {
  const TAKEN = '2026-12-10'
  let letting: Letting
  beforeAll(async () => {
    letting = await openLetting(site, { max_days: 2 })
    await place(letting, TAKEN)
  })

  const ask = (who: 'host' | 'guest', body: Record<string, unknown>) =>
    letting[who].post('/orders', { house_id: letting.house_id, ...body })

  test.each([
    ['nothing', { house_id: undefined }],
    ['no house', { house_id: undefined, start_date: TAKEN, end_date: TAKEN }],
    ['no first day', { end_date: TAKEN }],
    ['no last day', { start_date: TAKEN }],
    ['an empty house', { house_id: '', start_date: TAKEN, end_date: TAKEN }],
    ['an empty first day', { start_date: '', end_date: TAKEN }],
    ['an empty last day', { start_date: TAKEN, end_date: '' }],
    ['null for a day', { start_date: null, end_date: TAKEN }],
    ['null for the house', { house_id: null, start_date: TAKEN, end_date: TAKEN }],
    ['no last day, and a first that does not exist', { start_date: '2026-02-30' }],
    ['no last day, and a first gone by', { start_date: '2020-01-01' }],
    ['no last day, and a house that does not exist', { house_id: 999_999, start_date: TAKEN }],
    ['no days, and a house that is no id', { house_id: 'abc' }],
    ['an empty day, and a house that is no id', { house_id: 'abc', start_date: '', end_date: '' }],
    ['an empty day, and a day of the wrong type', { start_date: 5, end_date: '' }],
  ])('1 incomplete: %s', async (_what, body) => {
    const answer = await ask('guest', body)
    expect(answer).toMatchObject({ status: 200, errcode: '4103', errmsg: '参数不完整' })
  })

  test.each([
    ['not a date', 'tomorrow', TAKEN],
    ['a day that does not exist', '2026-12-10', '2026-12-32'],
    ['29 February of a common year', '2027-02-29', '2027-03-01'],
    ['one digit for a month', '2026-12-1', TAKEN],
    ['slashes', '2026/12/10', '2026/12/10'],
    ['a time after the day', '2026-12-10 00:00:00', TAKEN],
    ['the last day before the first', '2026-12-12', '2026-12-11'],
    ['yesterday', '2026-11-30', '2026-12-02'],
    ['a year long gone', '0001-01-01', '0001-01-02'],
    ['the year 0', '0000-01-01', '0000-01-02'],
  ])('2 dates: %s, whatever the house', async (_what, start_date, end_date) => {
    const wrong = { status: 200, errcode: '4103', errmsg: '日期信息有误' }
    expect(await ask('guest', { start_date, end_date })).toMatchObject(wrong)
    expect(await ask('host', { start_date, end_date })).toMatchObject(wrong)
    expect(await ask('guest', { start_date, end_date, house_id: 999_999 })).toMatchObject(wrong)
  })

  test.each([999_999, '999999', -1, '-1', 2 ** 53, '9223372036854775808'])(
    '3 no such house: %s',
    async (house_id) => {
      const answer = await ask('guest', { house_id, start_date: TAKEN, end_date: TAKEN })
      expect(answer).toMatchObject({ status: 200, errcode: '4002', errmsg: '房屋不存在' })
    },
  )

  test('4 the own house, though the stay is too long and the days are taken', async () => {
    const answer = await ask('host', { start_date: TAKEN, end_date: '2026-12-20' })
    expect(answer).toMatchObject({ status: 200, errcode: '4105' })
  })

  test('5 the length, though the days are taken', async () => {
    const answer = await ask('guest', { start_date: TAKEN, end_date: '2026-12-20' })
    expect(answer).toMatchObject({ status: 200, errcode: '4103', errmsg: '入住天数不符合房屋要求' })
  })

  test('6 the days', async () => {
    const answer = await ask('guest', { start_date: TAKEN, end_date: '2026-12-11' })
    expect(answer).toMatchObject({ status: 200, errcode: '4003', errmsg: '订单时间有冲突' })
    expect(answer.data).toBeUndefined()
  })

  test('a refusal leaves nothing behind', async () => {
    const before = await countRows(site)
    await ask('guest', { start_date: TAKEN, end_date: TAKEN })
    await ask('guest', { start_date: TAKEN, end_date: '2026-12-20' })
    await ask('guest', { start_date: TAKEN, end_date: '2026-12-01', house_id: 999_999 })
    await ask('host', { start_date: '2026-12-20', end_date: '2026-12-20' })
    expect(await countRows(site)).toEqual(before)
  })
})
