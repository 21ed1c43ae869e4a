import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ORDER_STATUSES, type OrderStatus } from '../../contract/order-terms.ts'
import { type Letting, openLetting, order, orderIn } from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(() => site.clock.set(NOON))

interface ListedOrder {
  readonly order_id: number
  readonly status: OrderStatus
}

const list = async (member: Member, query = ''): Promise<ListedOrder[]> => {
  const answer = await member.get(`/user/orders${query}`)
  expect(answer).toMatchObject({ status: 200, errcode: '0', errmsg: 'OK' })
  return answer.data.orders
}
const ids = (orders: readonly ListedOrder[]) => orders.map(({ order_id }) => order_id)

/** Reads on from page to page until there is none. */
async function readPages(member: Member, query: string): Promise<number[][]> {
  const pages: number[][] = []
  let cursor: string | undefined
  do {
    const at = cursor === undefined ? '' : `&cursor=${cursor}`
    const { data } = await member.get(`/user/orders?${query}${at}`)
    pages.push(ids(data.orders))
    cursor = data.next_cursor
  } while (cursor !== undefined && pages.length < 100)
  return pages
}

/** Finished orders of days gone by, made at once. */
async function addFinished({ guest, host, house_id }: Letting, count: number): Promise<void> {
  await sql`
    INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date,
      price_fen, amount_fen, status, created_at)
    SELECT ${house_id}, nextval('order_ids'), ${guest.person.id}, ${host.person.id},
      date '2020-01-01' + n, date '2020-01-01' + n, 100, 100, 'COMPLETE', now()
    FROM generate_series(1, ${count}::integer) AS n`.execute(site.database.kysely)
}

describe('whose orders', () => {
  test('landlord: those of my houses; anything else: those that I made', async () => {
    const mine = await openLetting(site)
    const theirs = await openLetting(site)
    const received = await order(mine, '2026-12-05')
    const made = await order({ ...theirs, guest: mine.host }, '2026-12-05')
    for (const query of ['?role=landlord', '?role=landlord&status=WAIT_ACCEPT'])
      expect(ids(await list(mine.host, query))).toEqual([received])
    for (const query of ['', '?role=custom', '?role=', '?role=guest', '?role=LANDLORD'])
      expect(ids(await list(mine.host, query))).toEqual([made])
    expect(ids(await list(mine.guest))).toEqual([received])
    expect(ids(await list(mine.guest, '?role=landlord'))).toEqual([])
  })

  test('nobody without a session', async () => {
    const answer = await site.visitor().get('/user/orders')
    expect(answer).toMatchObject({ status: 200, errcode: '4101', errmsg: '用户未登录' })
  })

  test('a person without orders has an empty list', async () => {
    const { data } = await (await site.join()).get('/user/orders')
    expect(data).toEqual({ orders: [] })
  })

  test('the picture is the cover of the house', async () => {
    const letting = await openLetting(site)
    await site.database.kysely
      .updateTable('houses')
      .set({ cover_url: '/files/houses/7-cover.webp' })
      .where('id', '=', letting.house_id)
      .execute()
    await order(letting, '2026-12-05')
    const [listed] = await list(letting.guest)
    expect(listed).toMatchObject({ img_url: '/files/houses/7-cover.webp' })
  })
})

describe('pages', () => {
  let letting: Letting
  beforeAll(async () => {
    letting = await openLetting(site)
    await addFinished(letting, 205)
  })

  test.each([
    ['limit=50', [50, 50, 50, 50, 5]],
    ['limit=41', [41, 41, 41, 41, 41]],
    ['limit=200', [200, 5]],
    ['role=custom', [200, 5]],
    ['limit=50&status=COMPLETE', [50, 50, 50, 50, 5]],
    ['limit=50&status=PAID', [0]],
  ])('%s: every order once, newest first', async (query, sizes) => {
    const pages = await readPages(letting.guest, query)
    expect(pages.map((page) => page.length)).toEqual(sizes)
    const all = pages.flat()
    expect(new Set(all).size).toBe(all.length)
    expect(all).toEqual(all.toSorted((a, b) => b - a))
    const role = await readPages(letting.host, `${query}&role=landlord`.replace('role=custom&', ''))
    expect(role).toEqual(pages)
  })

  test('a page of one', async () => {
    const { data } = await letting.guest.get('/user/orders?limit=1')
    expect(data.orders).toHaveLength(1)
    const next = await letting.guest.get(`/user/orders?limit=1&cursor=${data.next_cursor}`)
    expect(next.data.orders[0].order_id).toBe(data.orders[0].order_id - 1)
  })

  test('next_cursor is absent where there is no more', async () => {
    const { guest } = letting
    expect((await guest.get('/user/orders?limit=200')).data.next_cursor).toEqual(expect.any(String))
    const few = await openLetting(site)
    await order(few, '2026-12-05')
    expect((await few.guest.get('/user/orders?limit=1')).data).not.toHaveProperty('next_cursor')
  })

  test('an order placed meanwhile neither repeats nor hides another', async () => {
    const reader = await openLetting(site)
    const before = []
    for (const day of ['05', '06', '07', '08'])
      before.unshift(await order(reader, `2026-12-${day}`))
    const first = await reader.guest.get('/user/orders?limit=2')
    const late = await order(reader, '2026-12-20')
    const rest = await readPages(reader.guest, `limit=2&cursor=${first.data.next_cursor}`)
    expect([...ids(first.data.orders), ...(rest[0] ?? [])]).toEqual(before)
    expect(ids(await list(reader.guest))).toEqual([late, ...before])
  })

  test.each([
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1.5',
    'limit=ten',
    'limit=',
    'limit=1&limit=2',
    'cursor=abc',
    'cursor=-1',
    'cursor=',
    'cursor=1%00',
    'cursor=99999999999999999999',
    'status=paid',
    'status=DONE',
    'status=PAID&status=COMPLETE',
  ])('%s is refused', async (query) => {
    const answer = await letting.guest.get(`/user/orders?${query}`)
    expect(answer).toMatchObject({ status: 200, errcode: '4103', errmsg: '参数错误' })
    expect(answer.data.field).toBe(query.split('=')[0])
  })
})

/** What the contract lets each of the two do, before the first day of the stay. */
const ACTIONS: Readonly<Record<OrderStatus, { guest: string[]; host: string[] }>> = {
  WAIT_ACCEPT: { guest: ['cancel'], host: ['accept', 'reject'] },
  WAIT_PAYMENT: { guest: ['cancel', 'pay'], host: ['cancel'] },
  PAID: { guest: ['cancel'], host: ['cancel'] },
  WAIT_COMMENT: { guest: ['comment'], host: [] },
  COMPLETE: { guest: [], host: [] },
  REJECTED: { guest: [], host: [] },
  CANCELED: { guest: [], host: [] },
}

async function offered({ guest, host }: Letting, order_id: number) {
  const seen = async (member: Member, query: string) => {
    const [listed, shown] = await Promise.all([
      member.get(`/user/orders?${query}`),
      member.get(`/orders/${order_id}`),
    ])
    const found = listed.data.orders.find((one: ListedOrder) => one.order_id === order_id)
    expect(shown.data.order).toEqual(found)
    return found.actions.toSorted()
  }
  return { guest: await seen(guest, 'role=custom'), host: await seen(host, 'role=landlord') }
}

describe('actions', () => {
  test.each(ORDER_STATUSES)('of an order in %s are those of its viewer', async (status) => {
    const letting = await openLetting(site)
    const order_id = await orderIn(letting, status)
    expect(await offered(letting, order_id)).toEqual(ACTIONS[status])
    expect(await list(letting.guest, `?status=${status}`)).toMatchObject([{ order_id, status }])
    for (const other of ORDER_STATUSES.filter((one) => one !== status))
      expect(await list(letting.guest, `?status=${other}`)).toEqual([])
  })

  test('of a paid order end with the first day', async () => {
    const letting = await openLetting(site)
    const order_id = await orderIn(letting, 'PAID', '2026-12-03', '2026-12-05')
    site.clock.set('2026-12-02T15:59:59Z')
    expect(await offered(letting, order_id)).toEqual({ guest: ['cancel'], host: ['cancel'] })
    site.clock.set('2026-12-02T16:00:00Z')
    expect(await offered(letting, order_id)).toEqual({ guest: [], host: [] })
  })

  test('to accept ends with its deadline, swept or not', async () => {
    const letting = await openLetting(site)
    const order_id = await order(letting, '2026-12-20')
    const open = { guest: ['cancel'], host: ['accept', 'reject'] }
    // Read more than once on either side: what was told before must not be told again after.
    for (const _ of [1, 2]) expect(await offered(letting, order_id)).toEqual(open)
    site.clock.advance({ hours: 24 })
    for (const _ of [1, 2])
      expect(await offered(letting, order_id)).toEqual({ guest: ['cancel'], host: ['reject'] })
  })
})

describe('one order', () => {
  test('says as whom it is seen, and the day of check-out', async () => {
    const letting = await openLetting(site)
    const order_id = await order(letting, '2026-12-30', '2026-12-31')
    for (const viewer_role of ['guest', 'host'] as const) {
      const seen = { order_id, viewer_role, check_out: '2027-01-01' }
      const role = viewer_role === 'host' ? 'landlord' : 'custom'
      const { orders } = (await letting[viewer_role].get(`/user/orders?role=${role}`)).data
      expect(orders).toMatchObject([seen])
      const { data } = await letting[viewer_role].get(`/orders/${order_id}`)
      expect(data.order).toMatchObject(seen)
    }
  })

  test('speaks of its money in the language that is asked for', async () => {
    const letting = await openLetting(site)
    const order_id = await orderIn(letting, 'PAID')
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    const headers = { 'accept-language': 'en' }
    const { data } = await letting.guest.get(`/orders/${order_id}`, { headers })
    expect(data.events.at(-1)).toMatchObject({
      kind: 'refund_canceled',
      reason: 'The order was canceled; its refund is under way',
    })
  })

  test('tells all that happened to it, in its order', async () => {
    const letting = await openLetting(site)
    const order_id = await order(letting, '2026-12-03', '2026-12-04')
    site.clock.set('2026-12-01T05:00:00Z')
    await letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
    site.clock.set('2026-12-01T05:20:00Z')
    await letting.host.put(`/orders/${order_id}/status`, { action: 'cancel', reason: ' 水管坏了 ' })
    const { data } = await letting.guest.get(`/orders/${order_id}`)
    expect(data.events).toEqual([
      {
        at: '2026-12-01 12:00:00',
        kind: 'placed',
        actor: 'guest',
        from: null,
        to: 'WAIT_ACCEPT',
        reason: '',
      },
      {
        at: '2026-12-01 13:00:00',
        kind: 'accepted',
        actor: 'host',
        from: 'WAIT_ACCEPT',
        to: 'WAIT_PAYMENT',
        reason: '',
      },
      {
        at: '2026-12-01 13:20:00',
        kind: 'canceled',
        actor: 'host',
        from: 'WAIT_PAYMENT',
        to: 'CANCELED',
        reason: '水管坏了',
      },
    ])
    expect((await letting.host.get(`/orders/${order_id}`)).data.events).toEqual(data.events)
  })

  test('tells them in the order of its life when all happened in one moment', async () => {
    const letting = await openLetting(site)
    const order_id = await orderIn(letting, 'PAID')
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    const { data } = await letting.guest.get(`/orders/${order_id}`)
    expect(data.events.map((event: { to: string }) => event.to)).toEqual([
      'WAIT_ACCEPT',
      'WAIT_PAYMENT',
      'PAID',
      'CANCELED',
      // The money begins its way back.
      'CANCELED',
    ])
    expect(data.events.map((event: { actor: string }) => event.actor)).toEqual([
      'guest',
      'host',
      'payment',
      'guest',
      'payment',
    ])
  })

  test('of a whole life', async () => {
    const letting = await openLetting(site)
    const order_id = await orderIn(letting, 'COMPLETE')
    const { data } = await letting.host.get(`/orders/${order_id}`)
    expect(
      data.events.map(({ actor, from, to }: Record<string, unknown>) => [actor, from, to]),
    ).toEqual([
      ['guest', null, 'WAIT_ACCEPT'],
      ['host', 'WAIT_ACCEPT', 'WAIT_PAYMENT'],
      ['payment', 'WAIT_PAYMENT', 'PAID'],
      ['system', 'PAID', 'WAIT_COMMENT'],
      ['guest', 'WAIT_COMMENT', 'COMPLETE'],
    ])
  })

  test('is missing for anyone else, as one that there is not', async () => {
    const letting = await openLetting(site)
    const order_id = await order(letting, '2026-12-05')
    const stranger = await site.join()
    const theirs = await stranger.get(`/orders/${order_id}`)
    const none = await stranger.get('/orders/999999')
    expect(theirs).toMatchObject({ status: 200, errcode: '4002', errmsg: '订单不存在' })
    expect({ ...theirs, headers: undefined }).toEqual({ ...none, headers: undefined })
    for (const id of ['0', '-1', '9223372036854775808', '99999999999999999999'])
      expect((await letting.guest.get(`/orders/${id}`)).errcode).toBe('4002')
    expect((await site.visitor().get(`/orders/${order_id}`)).errcode).toBe('4101')
  })

  test.each(['abc', '1.5', '1e3', '%20', '0x1', '1%00'])('is not named by "%s"', async (id) => {
    const { guest } = await openLetting(site)
    expect(await guest.get(`/orders/${id}`)).toMatchObject({ status: 200, errcode: '4103' })
  })
})
