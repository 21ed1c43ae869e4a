import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NOTICE_KINDS } from '../../contract/notices.ts'
import { ENTRIES, EVENT_OF, TRANSITIONS } from '../../server/orders/order-states.ts'
import { type PaymentProvider, RefundRefused } from '../../server/payments/payment-provider.ts'
import { sendRefunds } from '../../server/payments/send-refunds.ts'
import {
  anotherHouse,
  dayAfter,
  type Letting,
  openLetting,
  order,
  orderIn,
  sweep,
} from '../harness/lettings.ts'
import { SANDBOX } from '../harness/payments.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
let order_id: number

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  letting = await openLetting(site)
})

/** What somebody was told of an order, in the order it happened. */
async function told(person: Member, about = order_id): Promise<[string, string, string][]> {
  const { errcode, data } = await person.get('/notices?limit=100')
  expect(errcode).toBe('0')
  return data.notices
    .filter((notice: { order_id: number }) => notice.order_id === about)
    .map(({ kind, role, text }: Record<string, string>) => [kind, role, text])
    .reverse()
}
const kindsOf = async (person: Member) => (await told(person)).map(([kind]) => kind)

const put = (person: Member, action: string, reason?: string) =>
  person.put(`/orders/${order_id}/status`, { action, ...(reason && { reason }) })

describe('who is told', () => {
  test('a whole life: each side hears what the other one did', async () => {
    order_id = await orderIn(letting, 'COMPLETE')
    expect(await told(letting.host)).toEqual([
      ['order_placed', 'host', expect.stringContaining('新订单')],
      ['order_paid', 'host', expect.stringContaining('房客已支付')],
      ['order_commented', 'host', expect.stringContaining('新评价')],
    ])
    expect(await told(letting.guest)).toEqual([
      ['order_accepted', 'guest', expect.stringContaining('房东已接单')],
      ['order_paid', 'guest', expect.stringContaining('支付成功')],
      ['stay_finished', 'guest', expect.stringContaining('感受')],
    ])
  })

  test('a refusal, with its reason', async () => {
    const day = dayAfter(site, 3)
    order_id = await order(letting, day)
    await put(letting.host, 'reject', '房屋检修')
    const [refusal] = await told(letting.guest)
    expect(refusal?.[0]).toBe('order_rejected')
    expect(refusal?.[2]).toContain('房屋检修')
    expect(refusal?.[2]).toContain('鼓楼边的小院')
    expect(refusal?.[2]).toContain(`，${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 – `)
    expect(await kindsOf(letting.host)).toEqual(['order_placed'])
  })

  test.each(['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID'] as const)(
    'a guest who cancels in %s',
    async (status) => {
      order_id = await orderIn(letting, status)
      const before = await kindsOf(letting.guest)
      expect((await put(letting.guest, 'cancel')).errcode).toBe('0')
      expect((await kindsOf(letting.host)).at(-1)).toBe('order_canceled')
      expect(await kindsOf(letting.guest)).toEqual(before)
    },
  )

  test.each(['WAIT_PAYMENT', 'PAID'] as const)('a host who cancels in %s', async (status) => {
    order_id = await orderIn(letting, status)
    const before = await kindsOf(letting.host)
    expect((await put(letting.host, 'cancel', '临时有事')).errcode).toBe('0')
    const last = (await told(letting.guest)).at(-1)
    expect(last?.[0]).toBe('order_canceled')
    expect(last?.[2]).toContain('临时有事')
    expect(await kindsOf(letting.host)).toEqual(before)
  })

  test.each(['WAIT_ACCEPT', 'WAIT_PAYMENT'] as const)(
    'both, of a deadline in %s',
    async (status) => {
      order_id = await orderIn(letting, status, dayAfter(site, 30))
      site.clock.advance({ hours: 25 })
      await sweep(site)
      for (const person of [letting.host, letting.guest])
        expect((await kindsOf(person)).at(-1)).toBe('order_expired')
    },
  )

  test('a guest whose money has gone back, once it has', async () => {
    order_id = await orderIn(letting, 'PAID')
    await put(letting.guest, 'cancel')
    const { kysely } = site.database
    const refund = (provider: PaymentProvider) =>
      sendRefunds(kysely, site.clock, provider, () => undefined)
    const refunds = async () =>
      (await told(letting.guest)).filter(([kind]) => kind === 'order_refunded')
    expect(await refunds()).toEqual([])
    await refund(SANDBOX)
    expect(await refunds()).toEqual([
      ['order_refunded', 'guest', expect.stringMatching(/^退款已完成（¥200）：.*[^。]。$/)],
    ])

    letting = await anotherHouse(letting)
    order_id = await orderIn(letting, 'PAID')
    await put(letting.guest, 'cancel')
    await refund({ ...SANDBOX, refund: () => Promise.reject(new RefundRefused('CLOSED')) })
    expect(await refunds()).toEqual([])
  })

  test('nobody else, whatever they ask', async () => {
    order_id = await orderIn(letting, 'PAID')
    const stranger = await site.join()
    expect((await stranger.get('/notices')).data).toEqual({ notices: [], unread: 0 })
    expect((await site.visitor().get('/notices')).errcode).toBe('4101')
  })

  test('of a change that was refused nobody hears', async () => {
    order_id = await order(letting, dayAfter(site, 2))
    expect((await put(letting.guest, 'accept')).errcode).toBe('4201')
    const again = await letting.guest.post('/orders', {
      house_id: letting.house_id,
      start_date: dayAfter(site, 2),
      end_date: dayAfter(site, 2),
    })
    expect(again.errcode).toBe('4003')
    expect((await letting.host.get('/notices')).data.unread).toBe(1)
    expect((await letting.guest.get('/notices')).data.unread).toBe(0)
  })

  test('whoever did not bring a change about, and by rules that match a change', async () => {
    const { rows } = await sql<Record<string, string | null>>`
      SELECT event_kind, from_status, to_status, actor, role, kind FROM notice_rules
      WHERE event_kind NOT LIKE 'refund_%' AND told_kind IS NULL`.execute(site.database.kysely)
    const placed = { event: 'placed', from: null, to: ENTRIES[0]?.to, by: 'guest' }
    const changes = TRANSITIONS.map((row) => ({ ...row, event: EVENT_OF[row.action] }))
    const wanted = [placed, ...changes].flatMap(({ event, from, to, by }) =>
      (['guest', 'host'] as const)
        // The end of a stay asks something of its guest alone.
        .filter((role) => role !== by && !(event === 'finished' && role === 'host'))
        .map((role) => `${event} ${from} ${to} ${by} ${role}`),
    )
    const found = rows.map(
      (rule) =>
        `${rule['event_kind']} ${rule['from_status']} ${rule['to_status']} ${rule['actor']} ${rule['role']}`,
    )
    expect(found.sort()).toEqual(wanted.sort())
  })

  test('of every kind of notice there is a rule; of money, that it has gone back', async () => {
    const { rows } = await sql<{ kind: string; event_kind: string }>`
      SELECT DISTINCT coalesce(told_kind, kind) AS kind, event_kind FROM notice_rules`.execute(
      site.database.kysely,
    )
    // What a host changes of a house, what other calendars and people say and what becomes of an
    // account is no event of an order.
    const others = new Set([
      'house_changed',
      'calendar_conflict',
      'feed_failing',
      'export_ready',
      'account_leaving',
      'message_received',
    ])
    const kinds = NOTICE_KINDS.filter((kind) => !others.has(kind))
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(kinds))
    const refunds = rows.filter(({ event_kind }) => event_kind.startsWith('refund_'))
    expect(refunds).toEqual([{ kind: 'order_refunded', event_kind: 'refund_done' }])
  })

  test('of a refund that a server of the version before records in words', async () => {
    order_id = await orderIn(letting, 'CANCELED')
    await sql`INSERT INTO order_events
      (house_id, order_id, from_status, to_status, actor, reason, at, turn)
      VALUES (${letting.house_id}, ${order_id}, 'CANCELED', 'CANCELED', 'payment',
        '退款成功，款项已原路退回', ${site.clock.now()}, 1)`.execute(site.database.kysely)
    expect((await told(letting.guest)).at(-1)).toEqual([
      'order_refunded',
      'guest',
      expect.stringMatching(/^退款已完成（¥200）：.*[^。]。$/),
    ])
    const { data } = await letting.guest.get(`/orders/${order_id}`)
    expect(data.events.map(({ kind }: { kind: string }) => kind)).toEqual([
      'placed',
      'canceled',
      'refund_done',
    ])
  })
})

describe('the list', () => {
  test('has the newest first, in pages, and counts what is unread', async () => {
    const ids: number[] = []
    for (let day = 1; day <= 5; day += 1) ids.push(await order(letting, dayAfter(site, day)))
    const seen: number[] = []
    let cursor = ''
    do {
      const { data } = await letting.host.get(`/notices?limit=2${cursor && `&cursor=${cursor}`}`)
      expect(data.unread).toBe(5)
      seen.push(...data.notices.map((notice: { order_id: number }) => notice.order_id))
      cursor = data.next_cursor ?? ''
    } while (cursor)
    expect(seen).toEqual(ids.reverse())
  })

  test('speaks the language that is asked for', async () => {
    order_id = await orderIn(letting, 'PAID')
    const { data } = await letting.host.get('/notices', { headers: { 'accept-language': 'en' } })
    expect(data.notices[0]).toMatchObject({
      kind: 'order_paid',
      role: 'host',
      order_id,
      house_id: letting.house_id,
      title: '鼓楼边的小院',
      text: expect.stringMatching(
        /^The guest has paid \(¥200\): 鼓楼边的小院, \d+\s–\s\d+ Dec · 1 night\. /,
      ),
      ctime: site.clock.format(site.clock.now()),
      read: false,
    })
  })

  test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x'])('refuses %s', async (query) => {
    expect((await letting.host.get(`/notices?${query}`)).errcode).toBe('4103')
  })
})

describe('reading', () => {
  const idsOf = async (person: Member): Promise<number[]> =>
    (await person.get('/notices')).data.notices.map(
      (notice: { notice_id: number }) => notice.notice_id,
    )
  const readOf = async (person: Member): Promise<boolean[]> =>
    (await person.get('/notices')).data.notices.map((notice: { read: boolean }) => notice.read)

  beforeEach(async () => {
    for (const day of [1, 2, 3]) order_id = await order(letting, dayAfter(site, day))
  })

  test('marks those that are listed', async () => {
    const [newest] = await idsOf(letting.host)
    const answer = await letting.host.put('/notices/read', { notice_ids: [newest] })
    expect(answer.data).toEqual({ unread: 2 })
    expect(await readOf(letting.host)).toEqual([true, false, false])
    expect((await letting.host.put('/notices/read', { notice_ids: [newest] })).data.unread).toBe(2)
  })

  test('marks those of an order', async () => {
    expect((await letting.host.put('/notices/read', { order_id })).data).toEqual({ unread: 2 })
    expect(await readOf(letting.host)).toEqual([true, false, false])
    expect((await letting.guest.put('/notices/read', { order_id })).data).toEqual({ unread: 0 })
  })

  test('marks all where there is no list', async () => {
    expect((await letting.host.put('/notices/read', {})).data).toEqual({ unread: 0 })
    expect(await readOf(letting.host)).toEqual([true, true, true])
  })

  test("leaves others' alone", async () => {
    const ids = await idsOf(letting.host)
    const { errcode, data } = await letting.guest.put('/notices/read', { notice_ids: ids })
    expect([errcode, data]).toEqual(['0', { unread: 0 }])
    await letting.guest.put('/notices/read', {})
    expect((await letting.host.get('/notices')).data.unread).toBe(3)
  })

  test.each([[[]], [['1']], [[0]], ['1'], [[1.5]], [Array(201).fill(1)]])(
    'refuses %j',
    async (notice_ids) => {
      expect((await letting.host.put('/notices/read', { notice_ids })).errcode).toBe('4103')
    },
  )
})
