import { type RawBuilder, sql } from 'kysely'
import type { OrderStatus } from '../../contract/order-terms.ts'
import { hasPaidOrder } from '../orders/contact.ts'
import type { Db } from '../schema.ts'
import type { MessageRow } from './message-rows.ts'
import type { Role } from './thread-rows.ts'

/** A thread with what its list shows beside it. */
export interface ListedThread {
  readonly thread_id: number
  readonly house_id: number
  readonly last_at: Date
  readonly role: Role
  readonly title: string
  readonly cover_url: string
  readonly listed: boolean
  readonly name: string
  readonly mobile: string
  readonly avatar_url: string
  readonly gone: boolean
  readonly messages: number
  readonly unread: number
  readonly read_id: number
  readonly other_read_id: number
  readonly last: Omit<MessageRow, 'created_at'> & { readonly created_at: string }
  readonly order_id: number | null
  readonly start_date: string
  readonly end_date: string
  readonly status: OrderStatus
  readonly shows_contacts: boolean
  readonly blocked: boolean
  readonly blocked_by_other: boolean
}

/**
 * The threads of a page, and then what belongs to each.
 *
 * @param page rows of `threads`.
 */
const selectThreads = (user_id: number, page: RawBuilder<unknown>) => sql<ListedThread>`
  SELECT t.id AS thread_id, t.house_id, t.last_at, as_whom.role, t.messages,
    house.title, house.cover_url, house.listed, other.name, other.mobile, other.avatar_url,
    other.erased_at IS NOT NULL AS gone,
    CASE as_whom.role WHEN 'guest' THEN t.guest_unread ELSE t.host_unread END AS unread,
    CASE as_whom.role WHEN 'guest' THEN t.guest_read ELSE t.host_read END AS read_id,
    CASE as_whom.role WHEN 'guest' THEN t.host_read ELSE t.guest_read END AS other_read_id,
    to_jsonb(last) AS last,
    booked.id AS order_id, booked.start_date, booked.end_date, booked.status,
    ${hasPaidOrder({ guest_id: sql.ref('t.guest_id'), host_id: sql.ref('t.host_id') })} AS shows_contacts,
    EXISTS (
      SELECT FROM person_blocks WHERE blocker_id = ${user_id} AND blocked_id = as_whom.other_id
    ) AS blocked,
    EXISTS (
      SELECT FROM person_blocks WHERE blocker_id = as_whom.other_id AND blocked_id = ${user_id}
    ) AS blocked_by_other
  FROM (${page}) AS t
  CROSS JOIN LATERAL (
    SELECT CASE t.guest_id WHEN ${user_id} THEN 'guest' ELSE 'host' END AS role,
      CASE t.guest_id WHEN ${user_id} THEN t.host_id ELSE t.guest_id END AS other_id
  ) AS as_whom
  JOIN LATERAL (
    SELECT title, cover_url, listed FROM houses WHERE houses.id = t.house_id LIMIT 1
  ) AS house ON true
  JOIN LATERAL (
    SELECT name, mobile, avatar_url, erased_at FROM users WHERE users.id = as_whom.other_id LIMIT 1
  ) AS other ON true
  JOIN messages AS last
    ON last.house_id = t.house_id AND last.thread_id = t.id AND last.number = t.messages
  LEFT JOIN LATERAL (
    SELECT id, start_date, end_date, status FROM orders
    WHERE orders.guest_id = t.guest_id AND orders.house_id = t.house_id
    ORDER BY id DESC LIMIT 1
  ) AS booked ON true
  ORDER BY t.last_at DESC, t.id DESC`

export interface ThreadPage {
  readonly user_id: number
  readonly role: Role | undefined
  /** Only those that come later in the list. */
  readonly before: { readonly last_at: Date; readonly thread_id: number } | undefined
  readonly limit: number
}

/** The one with the newest message first. */
export async function findThreads(db: Db, { user_id, role, before, limit }: ThreadPage) {
  const behind = before ? sql`AND (last_at, id) < (${before.last_at}, ${before.thread_id})` : sql``
  const of = (as: Role) => sql`(
    SELECT * FROM threads WHERE ${sql.ref(`${as}_id`)} = ${user_id} ${behind}
    ORDER BY last_at DESC, id DESC LIMIT ${limit})`
  const page = role ? of(role) : sql`${of('guest')} UNION ALL ${of('host')}`
  const { rows } = await selectThreads(
    user_id,
    sql`SELECT * FROM (${page}) AS both_roles ORDER BY last_at DESC, id DESC LIMIT ${limit}`,
  ).execute(db)
  return rows
}

export async function findThread(db: Db, user_id: number, thread_id: number) {
  const { rows } = await selectThreads(
    user_id,
    sql`SELECT * FROM threads
      WHERE id = ${thread_id} AND (guest_id = ${user_id} OR host_id = ${user_id})`,
  ).execute(db)
  return rows[0]
}
