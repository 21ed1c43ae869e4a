import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ORDER_STATUSES, type OrderStatus } from '../../contract/order-terms.ts'
import { ENTRIES, TRANSITIONS, type Transition } from '../../server/orders/order-states.ts'
import {
  anotherHouse,
  type Letting,
  openLetting,
  orderIn,
  settle,
  statusOf,
  sweep,
  traceOf,
} from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
let stranger: Member
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
  stranger = await site.join()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await anotherHouse(letting)
})

/** What the interface document says, in its own words: from, action, who, to. */
const CONTRACT = [
  'WAIT_ACCEPT accept host WAIT_PAYMENT',
  'WAIT_ACCEPT reject host REJECTED',
  'WAIT_ACCEPT cancel guest CANCELED',
  'WAIT_ACCEPT expire system CANCELED',
  'WAIT_PAYMENT pay payment PAID',
  'WAIT_PAYMENT cancel guest CANCELED',
  'WAIT_PAYMENT cancel host CANCELED',
  'WAIT_PAYMENT expire system CANCELED',
  'PAID finish system WAIT_COMMENT',
  'PAID cancel guest CANCELED',
  'PAID cancel host CANCELED',
  'WAIT_COMMENT comment guest COMPLETE',
]

const PEOPLE = ['guest', 'host', 'stranger'] as const
type Somebody = (typeof PEOPLE)[number]
const CHOICES = ['accept', 'reject', 'cancel', 'comment'] as const
type Choice = (typeof CHOICES)[number]

const choose = (who: Somebody, choice: Choice, order_id: number) => {
  const member = { ...letting, stranger }[who]
  return choice === 'comment'
    ? member.put(`/orders/${order_id}/comment`, { comment: '好' })
    : member.put(`/orders/${order_id}/status`, { action: choice, reason: '有原因' })
}

const find = (from: OrderStatus, action: string, by: string): Transition | undefined =>
  TRANSITIONS.find((row) => row.from === from && row.action === action && row.by === by)

test('the table is that of the interface document', () => {
  expect(TRANSITIONS.map(({ from, action, by, to }) => `${from} ${action} ${by} ${to}`)).toEqual(
    CONTRACT,
  )
})

test('an order begins where somebody has to accept, or at once where nobody has to', () => {
  expect(ENTRIES.map(({ by, to, instant }) => `${by} ${to} ${instant}`)).toEqual([
    'guest WAIT_ACCEPT false',
    'guest WAIT_PAYMENT true',
  ])
})

test('every status is reached from the first, and none leads back', () => {
  const reached = new Set<OrderStatus>(['WAIT_ACCEPT'])
  for (const from of reached)
    for (const row of TRANSITIONS.filter((one) => one.from === from)) {
      expect(reached.has(row.to) && row.to === 'WAIT_ACCEPT').toBe(false)
      reached.add(row.to)
    }
  expect([...reached].sort()).toEqual([...ORDER_STATUSES].sort())
  const ends = ORDER_STATUSES.filter((status) => !TRANSITIONS.some((row) => row.from === status))
  expect(ends).toEqual(['COMPLETE', 'REJECTED', 'CANCELED'])
})

/** What a transition must leave behind, told by its row. */
async function expectMoved(order_id: number, { from, to, by, releases_nights }: Transition) {
  const { order, events, nights } = await traceOf(site, order_id)
  expect(order?.status).toBe(to)
  expect(events.find((event) => event.to_status === to)).toMatchObject({
    from_status: from,
    actor: by,
  })
  expect(nights).toHaveLength(releases_nights ? 0 : 1)
}

describe.each(ORDER_STATUSES)('an order in %s', (status) => {
  test('is reached', async () => {
    expect(await statusOf(site, await orderIn(letting, status))).toBe(status)
  })

  test('is not moved by what the table does not have', async () => {
    const order_id = await orderIn(letting, status)
    const before = await traceOf(site, order_id)
    for (const who of PEOPLE)
      for (const choice of CHOICES.filter((one) => !find(status, one, who))) {
        const answer = await choose(who, choice, order_id)
        expect(answer, `${choice} by ${who}`).toMatchObject({ status: 200, errcode: '4201' })
        expect(await traceOf(site, order_id), `${choice} by ${who}`).toEqual(before)
      }
  })

  test('is moved by what the table has', async () => {
    for (const who of PEOPLE)
      for (const choice of CHOICES) {
        const row = find(status, choice, who)
        if (!row) continue
        site.clock.set(NOON)
        const house_id = await site.house(letting.host.person.id)
        const order_id = await orderIn({ ...letting, house_id }, status)
        expect(await choose(who, choice, order_id)).toMatchObject({ status: 200, errcode: '0' })
        await expectMoved(order_id, row)
      }
  })

  test('is moved by a payment as the table has it', async () => {
    const order_id = await orderIn(letting, status)
    const before = await traceOf(site, order_id)
    const row = find(status, 'pay', 'payment')
    if (row) {
      await settle(letting, order_id)
      await expectMoved(order_id, row)
    } else {
      await expect(settle(letting, order_id)).rejects.toThrow('4201')
      expect(await traceOf(site, order_id)).toEqual(before)
    }
  })

  test('is moved by time as the table has it', async () => {
    const order_id = await orderIn(letting, status)
    const before = await traceOf(site, order_id)
    await sweep(site)
    expect(await traceOf(site, order_id)).toEqual(before)
    site.clock.advance({ days: 60 })
    await sweep(site)
    const row = find(status, 'expire', 'system') ?? find(status, 'finish', 'system')
    if (row) await expectMoved(order_id, row)
    else expect(await traceOf(site, order_id)).toEqual(before)
  })
})
