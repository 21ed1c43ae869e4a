import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { dayAfter, type Letting, openLetting, order, sweep } from '../harness/lettings.ts'
import {
  expectSoundLedger,
  postAllStays,
  pressAtCashier,
  returnFromProvider,
  totalsOf,
} from '../harness/payments.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterEach(() => expectSoundLedger(site))
afterAll(() => site.close())

/** What both people are shown of an order at one moment. */
async function seenBy(person: Member, role: 'custom' | 'landlord', order_id: number) {
  const { data } = await person.get(`/user/orders?role=${role}`)
  const { status, actions } = data.orders.find(
    (one: { order_id: number }) => one.order_id === order_id,
  )
  const notices = (await person.get('/notices')).data
  return { status, actions, told: notices.notices[0]?.kind, unread: notices.unread }
}

async function orderCount({ host, house_id }: Letting): Promise<number> {
  const { houses } = (await host.get('/user/houses')).data
  return houses.find((house: { house_id: number }) => house.house_id === house_id).order_count
}

async function pass(days: number) {
  site.clock.advance({ days })
  await sweep(site)
  await postAllStays(site)
}

test('an order lives from its request to its comment, and both sides see each step', async () => {
  const letting = await openLetting(site)
  const { guest, host, house_id } = letting
  const order_id = await order(letting, dayAfter(site, 2), dayAfter(site, 3))
  const put = (who: Member, what: string, body: object) =>
    who.put(`/orders/${order_id}/${what}`, body)
  const look = async () => ({
    guest: await seenBy(guest, 'custom', order_id),
    host: await seenBy(host, 'landlord', order_id),
    order_count: await orderCount(letting),
  })

  expect(await look()).toEqual({
    guest: { status: 'WAIT_ACCEPT', actions: ['cancel'], told: undefined, unread: 0 },
    host: { status: 'WAIT_ACCEPT', actions: ['accept', 'reject'], told: 'order_placed', unread: 1 },
    order_count: 0,
  })

  await put(host, 'status', { action: 'accept' })
  expect(await look()).toEqual({
    guest: {
      status: 'WAIT_PAYMENT',
      actions: ['pay', 'cancel'],
      told: 'order_accepted',
      unread: 1,
    },
    host: { status: 'WAIT_PAYMENT', actions: ['cancel'], told: 'order_placed', unread: 1 },
    order_count: 0,
  })

  const { pay_url } = (await guest.post(`/orders/${order_id}/payment`, {})).data
  const back = await pressAtCashier(site, pay_url, 'pay')
  expect(back.pathname).toBe('/payments/return')
  expect((await returnFromProvider(guest, back.search)).data).toEqual({ order_id, status: 'PAID' })
  expect(await look()).toEqual({
    guest: { status: 'PAID', actions: ['cancel'], told: 'order_paid', unread: 2 },
    host: { status: 'PAID', actions: ['cancel'], told: 'order_paid', unread: 2 },
    order_count: 0,
  })
  expect((await guest.get(`/houses/${house_id}/calendar`)).data.taken).toHaveLength(1)

  await pass(4)
  expect(await look()).toEqual({
    guest: { status: 'WAIT_COMMENT', actions: ['comment'], told: 'stay_finished', unread: 3 },
    host: { status: 'WAIT_COMMENT', actions: [], told: 'order_paid', unread: 2 },
    order_count: 0,
  })
  const month = site.clock.today().slice(0, 7)
  const { months, due } = (await host.get('/user/earnings')).data
  expect(months.find((one: { month: string }) => one.month === month)).toMatchObject({
    stays: 1,
    days: 2,
    net: 40_000,
  })
  expect(due).toBe(40_000)

  await put(guest, 'comment', { comment: '院子很安静' })
  expect(await look()).toEqual({
    guest: { status: 'COMPLETE', actions: [], told: 'stay_finished', unread: 3 },
    host: { status: 'COMPLETE', actions: [], told: 'order_commented', unread: 3 },
    order_count: 1,
  })
  const { comments } = (await guest.get(`/houses/${house_id}`)).data.house
  expect(comments).toMatchObject([{ comment: '院子很安静' }])
  const { events } = (await guest.get(`/orders/${order_id}`)).data
  expect(events.map(({ actor, to }: { actor: string; to: string }) => `${actor} ${to}`)).toEqual([
    'guest WAIT_ACCEPT',
    'host WAIT_PAYMENT',
    'payment PAID',
    'system WAIT_COMMENT',
    'guest COMPLETE',
  ])
})

test('a stay that costs nothing needs no provider, and no money to be accounted for', async () => {
  const before = await totalsOf(site)
  const letting = await openLetting(site, { price_fen: 0 })
  const { guest, host } = letting
  const order_id = await order(letting, dayAfter(site, 2))
  await host.put(`/orders/${order_id}/status`, { action: 'accept' })
  const { data } = await guest.post(`/orders/${order_id}/payment`, {})
  expect(data).toEqual({ pay_url: `/orders/${order_id}` })
  expect(await seenBy(host, 'landlord', order_id)).toMatchObject({ status: 'PAID' })
  expect((await guest.post(`/orders/${order_id}/payment`, {})).errcode).toBe('4201')
  await guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
  expect(await seenBy(guest, 'custom', order_id)).toMatchObject({ status: 'CANCELED' })
  expect(await totalsOf(site)).toEqual(before)
})
