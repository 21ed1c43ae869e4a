import { sql } from 'kysely'
import type { OrderStatus } from '../../contract/order-terms.ts'
import { sweepOrders } from '../../server/orders/sweep-orders.ts'
import type { Answer } from './client.ts'
import { notify, paid, startPayment } from './payments.ts'
import type { HouseTraits } from './people.ts'
import type { Member, Site } from './site.ts'

/** A house with its host and somebody who wants to stay there. */
export interface Letting {
  readonly site: Site
  readonly host: Member
  readonly guest: Member
  readonly house_id: number
}

export async function openLetting(site: Site, traits: HouseTraits = {}): Promise<Letting> {
  const [host, guest] = await Promise.all([site.join(), site.join()])
  return { site, host, guest, house_id: await site.house(host.person.id, traits) }
}

/** The same two people with a house in which nobody has been yet. */
export const anotherHouse = async (
  letting: Letting,
  traits: HouseTraits = {},
): Promise<Letting> => ({
  ...letting,
  house_id: await letting.site.house(letting.host.person.id, traits),
})

/** Days from the site's present one, as `YYYY-MM-DD`. */
export const dayAfter = ({ clock }: Site, days: number): string =>
  new Date(Date.parse(clock.today()) + days * 86_400_000).toISOString().slice(0, 10)

/** The midnight of Beijing that begins `day`. */
const beginningOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** Places the guest's order; answers its id. */
export async function order(
  { guest, house_id }: Letting,
  start_date: string,
  end_date = start_date,
): Promise<number> {
  const { errcode, data } = await guest.post('/orders', { house_id, start_date, end_date })
  if (errcode !== '0') throw new Error(`could not place an order: ${errcode}`)
  return data.order_id
}

export const sweep = ({ database, clock }: Site) => sweepOrders(database.kysely, clock)

/** Pays the guest's order: starts a payment and has the sandbox tell the site of it. */
export async function settle(letting: Letting, order_id: number): Promise<void> {
  await notify(letting.site, paid(await startPayment(letting, order_id)))
}

/** The shortest life that leads to each status. */
const STEPS: Readonly<Record<OrderStatus, readonly Step[]>> = {
  WAIT_ACCEPT: [],
  WAIT_PAYMENT: ['accept'],
  PAID: ['accept', 'settle'],
  WAIT_COMMENT: ['accept', 'settle', 'stay'],
  COMPLETE: ['accept', 'settle', 'stay', 'comment'],
  REJECTED: ['reject'],
  CANCELED: ['cancel'],
}

type Step = 'accept' | 'settle' | 'stay' | 'comment' | 'reject' | 'cancel'

/** An order of the guest's that has come to `status`; for a finished stay the clock moves on. */
export async function orderIn(
  letting: Letting,
  status: OrderStatus,
  start_date = dayAfter(letting.site, 2),
  end_date = start_date,
): Promise<number> {
  const order_id = await order(letting, start_date, end_date)
  for (const step of STEPS[status]) await take(step, letting, order_id, end_date)
  return order_id
}

async function take(step: Step, letting: Letting, order_id: number, end_date: string) {
  const { site } = letting
  if (step === 'settle') await settle(letting, order_id)
  else if (step === 'stay') {
    site.clock.set(beginningOf(end_date))
    site.clock.advance({ days: 1 })
    await sweep(site)
  } else {
    const { errcode } = await ask(step, letting, order_id)
    if (errcode !== '0') throw new Error(`could not ${step}: ${errcode}`)
  }
}

const ask = (step: Step, { guest, host }: Letting, order_id: number): Promise<Answer> => {
  if (step === 'comment') return guest.put(`/orders/${order_id}/comment`, { comment: '很干净' })
  const reason = step === 'reject' ? { reason: '房屋检修' } : {}
  const person = step === 'cancel' ? guest : host
  return person.put(`/orders/${order_id}/status`, { action: step, ...reason })
}

/** All that the database holds about an order. */
export async function traceOf({ database: { kysely } }: Site, order_id: number) {
  const [orders, nights, events] = await Promise.all([
    kysely.selectFrom('orders').selectAll().where('id', '=', order_id).execute(),
    kysely.selectFrom('held_nights').selectAll().where('order_id', '=', order_id).execute(),
    kysely
      .selectFrom('order_events')
      .selectAll()
      .where('order_id', '=', order_id)
      .orderBy('to_status')
      .execute(),
  ])
  return { order: orders[0], nights, events }
}

export const statusOf = async (site: Site, order_id: number): Promise<OrderStatus | undefined> =>
  (await traceOf(site, order_id)).order?.status

/** How many rows there are in each table where an order can leave some. */
export async function countRows({ database }: Site): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    SELECT (SELECT count(*) FROM orders) AS orders,
      (SELECT count(*) FROM held_nights) AS held_nights,
      (SELECT count(*) FROM order_events) AS order_events,
      (SELECT count(*) FROM idempotency_keys) AS idempotency_keys`.execute(database.kysely)
  return { ...rows[0] }
}
