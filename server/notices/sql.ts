import { sql } from 'kysely'
import type { NoticeKind } from '../../contract/notices.ts'
import type { Db } from '../schema.ts'

/** More are not counted: a page shows "999+". */
const UNREAD_MAX = 1_000
const MARKED_MAX = 5_000

/** What an order costs; of money that went back, how much that was. */
const AMOUNT = sql<number>`coalesce(CASE WHEN notices.kind = 'order_refunded' THEN (
  SELECT done.amount_fen FROM order_events AS done
  WHERE done.house_id = notices.house_id AND done.order_id = notices.order_id
    AND done.kind = 'refund_done' AND done.at = notices.created_at
  ORDER BY done.turn LIMIT 1
) END, orders.amount_fen)`

/** The other one of the thread in which somebody has written. */
const WRITER = sql<{
  readonly name: string
  readonly mobile: string
} | null>`CASE WHEN notices.thread_id IS NOT NULL THEN (
  SELECT jsonb_build_object('name', users.name, 'mobile', users.mobile)
  FROM threads JOIN users ON users.id = CASE threads.guest_id
    WHEN notices.user_id THEN threads.host_id ELSE threads.guest_id END
  WHERE threads.house_id = notices.house_id AND threads.id = notices.thread_id
) END`

export const selectNotices = (db: Db) =>
  db
    .selectFrom('notices')
    // A feed that fails is of no order.
    .leftJoin('orders', (join) =>
      join
        .onRef('orders.house_id', '=', 'notices.house_id')
        .onRef('orders.id', '=', 'notices.order_id'),
    )
    // What is told of an account is of no house.
    .leftJoin('houses', 'houses.id', 'notices.house_id')
    .selectAll('notices')
    .select(
      sql<NoticeKind>`CASE
        WHEN notices.thread_id IS NOT NULL THEN 'message_received'
        WHEN notices.changed IS NULL THEN coalesce(notices.told_kind, notices.kind)
        ELSE 'house_changed' END`.as('kind'),
    )
    .select(
      sql<'guest' | 'host'>`CASE
        WHEN notices.told_kind IS NULL AND notices.thread_id IS NULL THEN notices.role
        WHEN notices.user_id = houses.host_id THEN 'host'
        ELSE 'guest' END`.as('role'),
    )
    .select(['orders.start_date', 'orders.end_date'])
    .select(AMOUNT.as('amount_fen'))
    .select(['orders.status', 'orders.due_at'])
    .select(sql<boolean>`coalesce(houses.listed, false)`.as('listed'))
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('order_events')
          .select('order_events.at')
          .whereRef('order_events.house_id', '=', 'notices.house_id')
          .whereRef('order_events.order_id', '=', 'notices.order_id')
          .where('order_events.kind', '=', 'paid')
          .where('order_events.to_status', '=', 'PAID'),
      )
        .$castTo<boolean>()
        .as('was_paid'),
    )
    .select(sql<string>`coalesce(orders.title, houses.title, '')`.as('title'))
    .select(WRITER.as('writer'))

export type NoticeRow = Awaited<ReturnType<typeof findNotices>>[number]

export interface NoticePage {
  readonly user_id: number
  /** Only notices with a smaller id. */
  readonly before_id: number | undefined
  readonly limit: number
}

/** Newest first, read along the primary key. */
export const findNotices = (db: Db, { user_id, before_id, limit }: NoticePage) =>
  selectNotices(db)
    .where('notices.user_id', '=', user_id)
    .$if(before_id !== undefined, (query) => query.where('notices.id', '<', before_id as number))
    .orderBy('notices.id', 'desc')
    .limit(limit)
    .execute()

/** The oldest `limit` notices of each person behind the id that is named for them, up to `upto`. */
export const findNoticesBehind = (
  db: Db,
  seen: ReadonlyMap<number, number>,
  upto: number,
  limit: number,
) =>
  selectNotices(db)
    .innerJoin(
      sql<{ user_id: number; id: number }>`(
        SELECT page.user_id, page.id
        FROM unnest(${[...seen.keys()]}::bigint[], ${[...seen.values()]}::bigint[])
          AS seen (user_id, through)
        CROSS JOIN LATERAL (
          SELECT user_id, id FROM notices
          WHERE user_id = seen.user_id AND id > seen.through AND id <= ${upto}
          ORDER BY id LIMIT ${limit}
        ) page
      )`.as('found'),
      (join) =>
        join.onRef('found.user_id', '=', 'notices.user_id').onRef('found.id', '=', 'notices.id'),
    )
    .orderBy('notices.id')
    .execute()

/** What each person has not read, counted up to `UNREAD_MAX`. */
export async function countUnread(
  db: Db,
  user_ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ user_id: number; unread: number }>`
    SELECT asked.user_id, (
      SELECT count(*) FROM (
        SELECT FROM notices
        WHERE notices.user_id = asked.user_id AND read_at IS NULL
        LIMIT ${UNREAD_MAX}
      ) AS unread
    ) AS unread
    FROM unnest(${[...user_ids]}::bigint[]) AS asked (user_id)`.execute(db)
  return new Map(rows.map(({ user_id, unread }) => [user_id, unread]))
}

export const markRead = (db: Db, user_id: number, notice_ids: readonly number[], at: Date) =>
  db
    .updateTable('notices')
    .set({ read_at: at })
    .where('user_id', '=', user_id)
    .where('id', '=', sql<number>`ANY (${[...notice_ids]}::bigint[])`)
    .where('read_at', 'is', null)
    .execute()

/** An order has a handful of notices, and a person's unread ones are found by an index. */
export const markOfOrderRead = (db: Db, user_id: number, order_id: number, at: Date) =>
  db
    .updateTable('notices')
    .set({ read_at: at })
    .where('user_id', '=', user_id)
    .where('order_id', '=', order_id)
    .where('read_at', 'is', null)
    .execute()

/** Marks a bounded number of a person's notices; true when there may be more. */
export async function markSomeRead(db: Db, user_id: number, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set({ read_at: at })
    .where('user_id', '=', user_id)
    .where('read_at', 'is', null)
    .where('id', 'in', (query) =>
      query
        .selectFrom('notices')
        .select('id')
        .where('user_id', '=', user_id)
        .where('read_at', 'is', null)
        .limit(MARKED_MAX),
    )
    .executeTakeFirst()
  return numUpdatedRows === BigInt(MARKED_MAX)
}

/** The last id that was given to a notice, committed or not. */
export async function readLastGivenId(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS id FROM notice_ids`.execute(db)
  return rows[0]?.id ?? 0
}

/** The transactions that may have written notices and have not ended: each holds this lock. */
export async function findWriters(db: Db): Promise<string[]> {
  const { rows } = await sql<{ writer: string }>`
    SELECT virtualtransaction AS writer FROM pg_locks
    WHERE locktype = 'relation' AND relation = 'notices'::regclass
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND mode = 'RowExclusiveLock'`.execute(db)
  return rows.map(({ writer }) => writer)
}

/** Deletes at most `limit` notices; answers how many. */
export async function deleteNotices(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM notices WHERE (user_id, id) IN (
      SELECT user_id, id FROM notices WHERE created_at < ${before} LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}
