import { call } from './call.ts'
import type { Guest, Journal } from './journal.ts'

interface SeenOrder {
  readonly order_id: number
  readonly house_id: number
  readonly start_date: string
  readonly end_date: string
}

/** Placed stays that their guests do not find among their orders on a server, one line each. */
export async function findMissingFromLists(origin: string, journal: Journal): Promise<string[]> {
  const lines: string[] = []
  for (const [guest, stays] of Map.groupBy(journal.placed(), (stay) => stay.guest)) {
    const seen = new Set((await listOrders(origin, guest)).map(describe))
    const unseen = stays.map(describe).filter((line) => !seen.has(line))
    lines.push(...unseen.map((line) => `guest ${guest.id}: ${line}`))
  }
  return lines
}

const describe = ({ order_id, house_id, start_date, end_date }: SeenOrder) =>
  `${order_id} in house ${house_id}, ${start_date}..${end_date}`

async function listOrders(origin: string, { cookie }: Guest): Promise<SeenOrder[]> {
  const orders: SeenOrder[] = []
  for (let cursor = ''; ; ) {
    const page = await call(origin, 'GET', `/user/orders${cursor}`, { cookie })
    if (page?.errcode !== '0') throw new Error(`no list of orders, but ${JSON.stringify(page)}`)
    orders.push(...page.data.orders)
    if (!page.data.next_cursor) return orders
    cursor = `?cursor=${page.data.next_cursor}`
  }
}
