import { addDays } from '../../rules/night-date.ts'
import { sweepOrders } from '../../server/orders/sweep-orders.ts'
import type { Member, Site } from '../../test/harness/site.ts'
import { letHouse } from './hosts.ts'

export interface Story {
  readonly host: Member
  readonly guest: Member
  readonly house_id: number
  readonly thread_id: number
  /** Orders by what they wait for. */
  readonly orders: Readonly<
    Record<'accept' | 'pay' | 'comment' | 'paid' | 'canceled' | 'rejected', number>
  >
}

/** A house that somebody has stayed in, and orders of it in most of their states. */
export async function tell(site: Site): Promise<Story> {
  const { host, house_id } = await letHouse(site, '什么都发生过的房子')
  const guest = await site.join('什么都做过的客人')
  const day = (days: number) => addDays(site.clock.today(), days)
  const place = async (first: number, last: number) => {
    const dates = { start_date: day(first), end_date: day(last) }
    const { data } = await guest.post('/orders', { house_id, ...dates })
    return data.order_id as number
  }
  const accept = (id: number) => host.put(`/orders/${id}/status`, { action: 'accept' })
  const pay = async (id: number) => {
    const { data } = await guest.post(`/orders/${id}/payment`, {})
    await fetch(new URL('/sandbox/cashier', site.origin), {
      method: 'POST',
      body: new URLSearchParams({ action: 'pay', out_trade_no: tradeIn(data.pay_url) }),
    })
  }
  const [commented, comment] = [await place(0, 0), await place(1, 1)]
  for (const id of [commented, comment]) await accept(id).then(() => pay(id))
  site.clock.advance({ days: 3 })
  await sweepOrders(site.database.kysely, site.clock)
  await guest.put(`/orders/${commented}/comment`, { comment: '住得很好。' })
  const [paid, unpaid, asked, canceled, rejected] = [
    await place(2, 4),
    await place(6, 7),
    await place(9, 12),
    await place(14, 14),
    await place(16, 17),
  ]
  await accept(paid)
  await pay(paid)
  await accept(unpaid)
  await guest.put(`/orders/${canceled}/status`, { action: 'cancel' })
  await host.put(`/orders/${rejected}/status`, { action: 'reject', reason: '房屋临时检修' })
  const text = '我们大约下午四点到，可以吗？'
  const { data } = await guest.post(`/houses/${house_id}/threads`, { text })
  return {
    host,
    guest,
    house_id,
    thread_id: data.thread_id,
    orders: { accept: asked, pay: unpaid, comment, paid, canceled, rejected },
  }
}

const tradeIn = (url: string) =>
  new URL(url, 'http://localhost').searchParams.get('out_trade_no') ?? ''
