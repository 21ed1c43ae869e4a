import { sql } from 'kysely'
import type { Db, Trx } from '../schema.ts'

/** More are not counted: a page shows "999+". */
const UNREAD_MAX = 1_000
const MARKED_MAX = 5_000

const selectNotices = (db: Db) =>
  db
    .selectFrom('notices')
    .innerJoin('orders', (join) =>
      join
        .onRef('orders.house_id', '=', 'notices.house_id')
        .onRef('orders.id', '=', 'notices.order_id'),
    )
    .innerJoin('houses', 'houses.id', 'notices.house_id')
    .selectAll('notices')
    .select(['orders.start_date', 'orders.end_date', 'orders.amount_fen', 'houses.title'])

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

export async function owesSms(db: Db): Promise<boolean> {
  const owed = db.selectFrom('notices').select('id').where('sms', '=', 'owed').limit(1)
  return (await owed.executeTakeFirst()) !== undefined
}

/** Takes what is owed; what was written before `since` is not sent any more. */
export async function takeOwedSms(
  trx: Trx,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<{ readonly user_id: number; readonly notice_id: number }[]> {
  const { rows } = await sql<{ user_id: number; notice_id: number; queued: boolean }>`
    WITH owed AS (
      SELECT user_id, id FROM notices WHERE sms = 'owed'
      ORDER BY id LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    UPDATE notices SET sms = CASE WHEN created_at >= ${since} THEN 'queued' END
    FROM owed WHERE notices.user_id = owed.user_id AND notices.id = owed.id
    RETURNING notices.user_id, notices.id AS notice_id, sms IS NOT NULL AS queued`.execute(trx)
  return rows
    .filter(({ queued }) => queued)
    .map(({ user_id, notice_id }) => ({ user_id, notice_id }))
}

/** Lets a bounded number of messages be that nobody will send. */
export const forgetSms = (db: Db, limit: number) =>
  sql`
    UPDATE notices SET sms = NULL
    FROM (
      SELECT user_id, id FROM notices WHERE sms = 'owed'
      ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) AS owed
    WHERE notices.user_id = owed.user_id AND notices.id = owed.id`.execute(db)

/** A notice whose SMS is queued and was not sent, with the number of the person to be told. */
export const findUnsent = (db: Db, user_id: number, notice_id: number) =>
  selectNotices(db)
    .innerJoin('users', 'users.id', 'notices.user_id')
    .select('users.mobile')
    .where('notices.user_id', '=', user_id)
    .where('notices.id', '=', notice_id)
    .where('notices.sms', '=', 'queued')
    .executeTakeFirst()

export const markSent = (db: Db, user_id: number, notice_id: number) =>
  db
    .updateTable('notices')
    .set({ sms: 'sent' })
    .where('user_id', '=', user_id)
    .where('id', '=', notice_id)
    .execute()

/** Deletes at most `limit` notices; answers how many. */
export async function deleteNotices(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM notices WHERE (user_id, id) IN (
      SELECT user_id, id FROM notices WHERE created_at < ${before} LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}
