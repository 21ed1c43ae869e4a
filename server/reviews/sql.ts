import { type Selectable, sql } from 'kysely'
import type { Db, Tables, Trx } from '../schema.ts'

/** The order, if this person is its host, locked until the transaction ends. */
export const lockHostsOrder = (trx: Trx, order_id: number, host_id: number) =>
  trx
    .selectFrom('orders')
    .select(['house_id', 'id', 'guest_id', 'status', 'commented_at'])
    .where('id', '=', order_id)
    .where('host_id', '=', host_id)
    .forNoKeyUpdate()
    .executeTakeFirst()

export const findReview = (db: Db, house_id: number, order_id: number) =>
  db
    .selectFrom('reviews')
    .selectAll()
    .where('house_id', '=', house_id)
    .where('order_id', '=', order_id)
    .executeTakeFirst()

/** A comment with what it has beside its words; undefined where there is none yet. */
export async function findCommented(db: Db, house_id: number, order_id: number) {
  const { rows } = await sql<CommentedRow>`
    SELECT r.*, o.commented_at
    FROM orders AS o LEFT JOIN reviews AS r ON r.house_id = o.house_id AND r.order_id = o.id
    WHERE o.house_id = ${house_id} AND o.id = ${order_id} AND o.commented_at IS NOT NULL`.execute(
    db,
  )
  return rows[0]
}

/** Null where a comment has nothing beside its words. */
type CommentedRow = { readonly commented_at: Date } & {
  readonly [Column in keyof Selectable<Tables['reviews']>]:
    | Selectable<Tables['reviews']>[Column]
    | null
}

export const findGiven = (db: Db, house_id: number, order_id: number) =>
  db
    .selectFrom('guest_ratings')
    .selectAll()
    .where('house_id', '=', house_id)
    .where('order_id', '=', order_id)
    .executeTakeFirst()

const LINES_SHOWN_MAX = 10

/** What other stays of a guest were given, newest first. */
export const findGuestLines = (db: Db, guest_id: number, but_order_id: number) =>
  db
    .selectFrom('guest_ratings')
    .select(['stars', 'text', 'created_at'])
    .where('guest_id', '=', guest_id)
    .where('order_id', '!=', but_order_id)
    .orderBy('created_at', 'desc')
    .orderBy('order_id', 'desc')
    .limit(LINES_SHOWN_MAX)
    .execute()

/** A comment that is shown, of a house that is. */
export const findShownComment = (db: Db, house_id: number, order_id: number) =>
  db
    .selectFrom('orders')
    .leftJoin('reviews', (join) =>
      join
        .onRef('reviews.house_id', '=', 'orders.house_id')
        .onRef('reviews.order_id', '=', 'orders.id'),
    )
    .select('orders.guest_id')
    .where('orders.house_id', '=', house_id)
    .where('orders.id', '=', order_id)
    .where('orders.commented_at', 'is not', null)
    .where('reviews.hidden_at', 'is', null)
    .executeTakeFirst()

/** How often somebody has reported reviews since then. */
export async function countReports(db: Db, reporter_id: number, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('review_reports')
    .select((report) => report.fn.countAll<number>().as('count'))
    .where('reporter_id', '=', reporter_id)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Whether it is the first of this person about this review. */
export async function insertReport(
  trx: Trx,
  report: {
    house_id: number
    order_id: number
    reporter_id: number
    reason: string
    created_at: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('review_reports')
    .values(report)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows > 0n
}

/** The order of a comment, by its id alone, locked. */
export const lockCommented = (trx: Trx, order_id: number) =>
  trx
    .selectFrom('orders')
    .select(['house_id', 'id'])
    .where('id', '=', order_id)
    .where('commented_at', 'is not', null)
    .forNoKeyUpdate()
    .executeTakeFirst()

/** Reviews that are shown and were reported since somebody last dealt with them, the oldest first. */
export async function findReported(db: Db, limit: number) {
  const { rows } = await sql<{
    order_id: number
    house_id: number
    comment: string
    reports: number
    reasons: string[]
    first_at: Date
  }>`
    SELECT o.id AS order_id, o.house_id, o.comment, count(*)::integer AS reports,
      array_agg(report.reason ORDER BY report.created_at) AS reasons,
      min(report.created_at) AS first_at
    FROM review_reports AS report
    JOIN orders AS o ON o.house_id = report.house_id AND o.id = report.order_id
    LEFT JOIN reviews AS r ON r.house_id = o.house_id AND r.order_id = o.id
    WHERE r.hidden_at IS NULL AND (r.judged_at IS NULL OR report.created_at > r.judged_at)
    GROUP BY o.house_id, o.id, o.comment
    ORDER BY first_at LIMIT ${limit}`.execute(db)
  return rows
}
