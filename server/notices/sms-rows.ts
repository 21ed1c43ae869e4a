import { sql } from 'kysely'
import type { Db, Trx } from '../schema.ts'
import { selectNotices } from './sql.ts'

/** Any number will do, as long as every server takes the same one. */
const SMS_LOCK = 7_446_012

/** Whose notice it is and which: what a job needs to find it again. */
export interface PendingSms {
  readonly user_id: number
  readonly notice_id: number
}

export interface SmsBounds {
  readonly now: Date
  /** What was written before is not sent any more. */
  readonly since: Date
  /** To one person; the last of them stands for all that are held. */
  readonly hour_max: number
  readonly limit: number
}

/** Asks for something that its ended order no longer allows. Reads `notices` and `orders`. */
const isObsolete = sql<boolean>`(CASE
  WHEN notices.thread_id IS NOT NULL THEN notices.read_at IS NOT NULL
  ELSE notices.kind IN ('order_placed', 'order_accepted')
    AND coalesce(orders.status, '') IN ('REJECTED', 'CANCELED') END)`

/**
 * Of messages that nobody has read in time; what waits longer than that says when it was due. A
 * thread tells of itself by one SMS an hour at most: what comes sooner is put off.
 */
export async function oweDueSms(db: Db, now: Date, limit: number): Promise<void> {
  await sql`
    WITH due AS MATERIALIZED (
      SELECT user_id, id, thread_id, read_at FROM notices
      WHERE sms_due_at <= ${now} AND sms IS NULL
      ORDER BY sms_due_at LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    ),
    told AS MATERIALIZED (
      SELECT due.user_id, due.id, due.read_at, (
        -- One that is owed or held goes out soon.
        SELECT max(coalesce(sms_at, ${now}::timestamptz)) FROM notices
        WHERE notices.user_id = due.user_id AND notices.thread_id = due.thread_id
          AND (sms IS NOT NULL OR sms_at IS NOT NULL)
      ) + interval '1 hour' AS again_at
      FROM due
    ),
    decided AS (
      UPDATE notices SET
        sms = CASE WHEN told.read_at IS NULL AND (again_at > ${now}) IS NOT TRUE THEN 'owed' END,
        sms_due_at = CASE
          WHEN told.read_at IS NOT NULL THEN NULL
          WHEN again_at > ${now} THEN again_at
          ELSE sms_due_at END
      FROM told
      WHERE notices.user_id = told.user_id AND notices.id = told.id
      RETURNING notices.user_id, notices.id, notices.sms
    )
    -- By mail too, as what is worth an SMS as it is written.
    INSERT INTO notice_mails (user_id, notice_id, at)
    SELECT decided.user_id, decided.id, ${now}::timestamptz
    FROM decided JOIN mail_addresses AS mail ON mail.user_id = decided.user_id
    WHERE decided.sms = 'owed' AND mail.confirmed_at IS NOT NULL
      AND mail.refused_at IS NULL AND mail.unsubscribed_at IS NULL
    ON CONFLICT DO NOTHING`.execute(db)
}

const sentWithinHour = (now: Date) => sql`(
  SELECT count(*) FROM notices AS sent
  WHERE sent.user_id = notices.user_id AND sent.sms_at > ${now}::timestamptz - interval '1 hour'
)`

/** Each has an index of its own, however many notices there are. */
type Pending = 'owed' | 'held'

export async function hasSms(db: Db, state: Pending): Promise<boolean> {
  const some = db.selectFrom('notices').select('id').where('sms', '=', state).limit(1)
  return (await some.executeTakeFirst()) !== undefined
}

/** True for one transaction at a time: two that count at once would send twice what is allowed. */
export async function mayCountSms(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    SELECT pg_try_advisory_xact_lock(${SMS_LOCK}) AS mine`.execute(trx)
  return rows[0]?.mine ?? false
}

/**
 * Decides each pending SMS: it is queued; held where its person has reached the bound for now; or
 * dropped where it is too late or obsolete.
 *
 * @returns what was queued.
 */
export async function takePendingSms(trx: Trx, bounds: SmsBounds): Promise<PendingSms[]> {
  const { now, since, hour_max, limit } = bounds
  const { rows } = await sql<PendingSms & { readonly sms: string | null }>`
    WITH owed AS MATERIALIZED (
      SELECT user_id, id FROM notices WHERE sms = 'owed'
      ORDER BY id LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    ),
    -- Once a person, and once a notice: each part is materialized, as the planner does not know how
    -- many there are and would do it again for each pair of them.
    sent AS MATERIALIZED (
      SELECT user_id, ${sentWithinHour(now)} AS messages
      FROM (SELECT DISTINCT user_id FROM owed) AS notices
    ),
    wanted AS MATERIALIZED (
      SELECT notices.user_id, notices.id,
        coalesce(notices.sms_due_at, notices.created_at) >= ${since} AND NOT ${isObsolete} AS counts
      FROM owed JOIN notices USING (user_id, id)
      LEFT JOIN orders ON orders.house_id = notices.house_id AND orders.id = notices.order_id
    ),
    decided AS MATERIALIZED (
      SELECT user_id, id,
        CASE WHEN counts THEN messages + count(*) FILTER (WHERE counts)
          OVER (PARTITION BY user_id ORDER BY id) < ${hour_max} END AS goes
      FROM wanted JOIN sent USING (user_id)
    )
    UPDATE notices SET
      sms = CASE WHEN goes THEN 'queued' WHEN NOT goes THEN 'held' END,
      sms_at = CASE WHEN goes THEN ${now}::timestamptz END,
      sms_due_at = NULL
    FROM decided
    WHERE notices.user_id = decided.user_id AND notices.id = decided.id
    RETURNING notices.user_id, notices.id AS notice_id, notices.sms`.execute(trx)
  return rows.filter(({ sms }) => sms === 'queued').map(keyOf)
}

/**
 * Queues one message for all that is held for a person, where they may get one again. People are
 * found one after the other along the index, however much is held for each.
 */
export async function takeHeldSms(
  trx: Trx,
  { now, hour_max, limit }: Omit<SmsBounds, 'since'>,
): Promise<PendingSms[]> {
  const { rows } = await sql<PendingSms & { readonly sms: string | null }>`
    WITH RECURSIVE person AS (
      (SELECT user_id FROM notices WHERE sms = 'held' ORDER BY user_id LIMIT 1)
      UNION ALL
      SELECT next.user_id FROM person CROSS JOIN LATERAL (
        SELECT user_id FROM notices WHERE sms = 'held' AND user_id > person.user_id
        ORDER BY user_id LIMIT 1
      ) AS next
    ),
    ready AS MATERIALIZED (
      SELECT user_id FROM person AS notices WHERE ${sentWithinHour(now)} < ${hour_max} LIMIT ${limit}
    ),
    held AS MATERIALIZED (
      SELECT notices.user_id, notices.id, notices.read_at IS NULL AND NOT ${isObsolete} AS counts
      FROM ready JOIN notices USING (user_id)
      LEFT JOIN orders ON orders.house_id = notices.house_id AND orders.id = notices.order_id
      WHERE notices.sms = 'held'
    ),
    digest AS (
      SELECT user_id, max(id) FILTER (WHERE counts) AS newest,
        count(*) FILTER (WHERE counts) AS notices
      FROM held GROUP BY user_id
    )
    UPDATE notices SET
      sms = CASE WHEN notices.id = digest.newest THEN 'queued' END,
      sms_at = CASE WHEN notices.id = digest.newest THEN ${now}::timestamptz END,
      sms_count = CASE WHEN notices.id = digest.newest THEN digest.notices ELSE 1 END
    FROM digest
    WHERE notices.user_id = digest.user_id AND notices.sms = 'held'
    RETURNING notices.user_id, notices.id AS notice_id, notices.sms`.execute(trx)
  return rows.filter(({ sms }) => sms === 'queued').map(keyOf)
}

const keyOf = ({ user_id, notice_id }: PendingSms): PendingSms => ({ user_id, notice_id })

/** Drops a bounded number of pending messages; for sites that send none. */
export async function dropSms(db: Db, state: Pending, limit: number): Promise<void> {
  await sql`
    UPDATE notices SET sms = NULL, sms_due_at = NULL,
      -- A thread's hour counts from here all the same: mail goes by it too.
      sms_at = CASE WHEN thread_id IS NOT NULL THEN sms_due_at END
    FROM (
      SELECT user_id, id FROM notices WHERE sms = ${state}
      ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) AS pending
    WHERE notices.user_id = pending.user_id AND notices.id = pending.id`.execute(db)
}

/** A notice whose SMS is queued, not sent and not vain, with the number of its person. */
export const findUnsent = (db: Db, { user_id, notice_id }: PendingSms) =>
  selectNotices(db)
    .innerJoin('users', 'users.id', 'notices.user_id')
    .select('users.mobile')
    .where('notices.user_id', '=', user_id)
    .where('notices.id', '=', notice_id)
    .where('notices.sms', '=', 'queued')
    .where(sql<boolean>`NOT ${isObsolete}`)
    .executeTakeFirst()

export const markSent = (db: Db, { user_id, notice_id }: PendingSms) =>
  db
    .updateTable('notices')
    .set({ sms: 'sent' })
    .where('user_id', '=', user_id)
    .where('id', '=', notice_id)
    .execute()
