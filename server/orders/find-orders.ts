import type { OrderStatus } from '../../contract/order-terms.ts'
import { PAID_STATUSES } from '../../rules/guest-sees.ts'
import type { OrderTerms } from '../../rules/order-terms.ts'
import type { QuoteLine } from '../../rules/quote.ts'
import { hoursOfHouse } from '../houses/house-hours.ts'
import type { Statement } from '../platform/database/database.ts'
import type { Database } from '../schema.ts'
import { TO_COME } from './order-states.ts'

export type Role = 'guest' | 'host'

/** An order with what its guest and its host are shown beside it. */
export interface FoundOrder {
  readonly id: number
  readonly house_id: number
  readonly guest_id: number
  readonly start_date: string
  readonly end_date: string
  readonly guests: number
  readonly price_fen: number
  readonly amount_fen: number
  readonly lines: QuoteLine[] | null
  readonly terms: OrderTerms | null
  readonly tax_fen: number
  readonly status: OrderStatus
  readonly due_at: Date | null
  readonly comment: string
  readonly created_at: Date
  readonly title: string
  readonly address: string
  /** What of it everybody may read. */
  readonly coarse_address: string
  readonly cover_url: string
  /** When guests may come and must leave. */
  readonly check_in: string
  readonly check_out: string
  readonly guest_name: string
  readonly guest_mobile: string
  readonly guest_avatar_url: string
  /** Of a guest who is to come, for their host: what hosts gave them. */
  readonly guest_stars?: { readonly sum: number; readonly count: number } | null
  /** For the guest, where the stay is paid. */
  readonly host_mobile?: string | null
}

/**
 * Orders, and then what belongs to each: LIMIT keeps the planner from joining whole tables instead.
 * What was bought is told in the house's own words where a server of before kept none; a picture as
 * long as the house has it. All of them are one text of JSON: that costs the database less than rows
 * of columns would, and the server much less.
 *
 * @param found what follows FROM orders.
 * @param more what is told beside, where a host reads along.
 */
const selectOrders = (found: string, more = '') => `
  SELECT coalesce(json_agg(told)::text, '[]') AS text FROM (
    SELECT o.id, o.house_id, o.guest_id, o.start_date, o.end_date, o.guests, o.price_fen, o.amount_fen,
      o.lines, o.terms, o.tax_fen, o.status, o.due_at, o.comment, o.created_at,
      coalesce(o.title, house.title) AS title,
      coalesce(o.address, house.address) AS address,
      -- The house keeps what is coarse of its present address; of another one it is made here.
      coalesce(nullif(
        CASE WHEN coalesce(o.address, house.address) = house.address THEN house.coarse_address
          ELSE coarse_of(o.address) END,
        ''), house.area_name) AS coarse_address,
      coalesce(
        -- The house's present cover is there: only another one is looked for.
        CASE WHEN o.cover_url <> house.cover_url THEN
          (SELECT url FROM house_images WHERE house_id = o.house_id AND url = o.cover_url LIMIT 1)
        END,
        house.cover_url
      ) AS cover_url,
      house.check_in, house.check_out,
      guest.name AS guest_name, guest.mobile AS guest_mobile, guest.avatar_url AS guest_avatar_url${more}
    FROM (SELECT * FROM orders ${found}) AS o
    JOIN LATERAL (
      SELECT title, address, coarse_address, cover_url,
        (SELECT name FROM areas WHERE areas.id = houses.area_id) AS area_name,
        hours.check_in, hours.check_out
      FROM houses ${hoursOfHouse('houses.id')}
      WHERE houses.id = o.house_id LIMIT 1
    ) AS house ON true
    JOIN LATERAL (
      SELECT name, mobile, avatar_url FROM users WHERE users.id = o.guest_id LIMIT 1
    ) AS guest ON true
  ) AS told`

const GUEST_STARS = `,
      CASE WHEN o.status IN (${TO_COME.map((status) => `'${status}'`).join()}) THEN (
        SELECT json_build_object('sum', sum(stars), 'count', count(*))
        FROM guest_ratings WHERE guest_id = o.guest_id HAVING count(*) > 0
      ) END AS guest_stars`

const HOST_MOBILE = `,
      CASE WHEN o.status IN (${PAID_STATUSES.map((status) => `'${status}'`).join()}) THEN (
        SELECT mobile FROM users WHERE users.id = o.host_id
      ) END AS host_mobile`

interface OrdersRow {
  readonly text: string
}

export const readOrders = (text: string): FoundOrder[] =>
  (JSON.parse(text) as WrittenOrder[]).map((order) => ({
    ...order,
    created_at: new Date(order.created_at),
    due_at: order.due_at === null ? null : new Date(order.due_at),
  }))

/** As JSON has it. */
interface WrittenOrder extends Omit<FoundOrder, 'created_at' | 'due_at'> {
  readonly created_at: string
  readonly due_at: string | null
}

/** Newest first, read along the index of the person's orders: no sort, however many there are. */
const listOf = (role: Role, of_status: boolean): Statement => ({
  name: `list_orders_of_${role}${of_status ? '_of_status' : ''}`,
  writes: false,
  pages: true,
  text: selectOrders(
    `
    WHERE ${role}_id = $1 AND id < $2 ${of_status ? 'AND status = $4' : ''}
    ORDER BY id DESC LIMIT $3`,
    role === 'host' ? GUEST_STARS : HOST_MOBILE,
  ),
})

const LISTS = {
  guest: { all: listOf('guest', false), of_status: listOf('guest', true) },
  host: { all: listOf('host', false), of_status: listOf('host', true) },
} as const

/** Text, as it is more than a JavaScript number holds. */
const BIGINT_MAX = '9223372036854775807'

export interface OrderFilter {
  readonly role: Role
  readonly user_id: number
  readonly status?: OrderStatus | undefined
  /** Only orders with a smaller id. */
  readonly before_id?: number | undefined
  readonly limit: number
}

/** The statement that finds a page of orders, and its values. */
export function pageOfOrders({ role, user_id, status, before_id, limit }: OrderFilter) {
  const values = [user_id, before_id ?? BIGINT_MAX, limit]
  return status === undefined
    ? { statement: LISTS[role].all, values }
    : { statement: LISTS[role].of_status, values: [...values, status] }
}

/** A page of orders as the database wrote it, for `readOrders`: the same text is the same orders. */
export async function findOrders({ run }: Database, filter: OrderFilter): Promise<string> {
  const { statement, values } = pageOfOrders(filter)
  const [found] = await run<OrdersRow>(statement, values)
  return (found as OrdersRow).text
}

const FIND_ORDER: Statement = {
  name: 'find_order',
  writes: false,
  pages: true,
  text: selectOrders(
    'WHERE id = $1 AND (guest_id = $2 OR host_id = $2)',
    GUEST_STARS + HOST_MOBILE,
  ),
}

/** An order, if it is this person's. */
export async function findOrder({ run }: Database, order_id: number, user_id: number) {
  const [found] = await run<OrdersRow>(FIND_ORDER, [order_id, user_id])
  return found && readOrders(found.text)[0]
}
