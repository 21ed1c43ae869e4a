import { sql } from 'kysely'
import type { Db, Trx } from '../schema.ts'
import type { PendingSms } from './sms-rows.ts'
import { selectNotices } from './sql.ts'

/** Any number will do, as long as every server takes the same one. */
const MAIL_LOCK = 7_446_014

/** Whose notice it is and which. */
export type PendingMail = PendingSms

interface MailBounds {
  readonly now: Date
  /** What was written before is not sent any more. */
  readonly since: Date
  /** To one person; what goes beyond stands on the page alone. */
  readonly hour_max: number
  readonly limit: number
}

export async function hasMails(db: Db): Promise<boolean> {
  const some = db.selectFrom('notice_mails').select('user_id').where('state', '=', 'owed').limit(1)
  return (await some.executeTakeFirst()) !== undefined
}

/** Decides a bounded number of mails; none where another server is at it. Returns what is queued. */
export async function takeMails(trx: Trx, bounds: MailBounds): Promise<PendingMail[]> {
  const { now, since, hour_max, limit } = bounds
  const { rows: locks } = await sql<{ mine: boolean }>`
    SELECT pg_try_advisory_xact_lock(${MAIL_LOCK}) AS mine`.execute(trx)
  if (!locks[0]?.mine) return []
  const { rows } = await sql<PendingMail & { readonly state: string }>`
    WITH owed AS MATERIALIZED (
      SELECT user_id, notice_id, at FROM notice_mails WHERE state = 'owed'
      ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ),
    decided AS MATERIALIZED (
      SELECT user_id, notice_id, at >= ${since} AND (
        SELECT count(*) FROM notice_mails AS sent
        WHERE sent.user_id = owed.user_id AND sent.queued_at > ${now}::timestamptz - interval '1 hour'
      ) + row_number() OVER (PARTITION BY user_id ORDER BY notice_id) <= ${hour_max} AS goes
      FROM owed
    )
    UPDATE notice_mails AS mails SET
      state = CASE WHEN goes THEN 'queued' ELSE 'dropped' END,
      queued_at = CASE WHEN goes THEN ${now}::timestamptz END
    FROM decided
    WHERE mails.user_id = decided.user_id AND mails.notice_id = decided.notice_id
    RETURNING mails.user_id, mails.notice_id, mails.state`.execute(trx)
  return rows
    .filter(({ state }) => state === 'queued')
    .map(({ user_id, notice_id }) => ({ user_id, notice_id }))
}

/** A notice whose mail is queued and not sent, with where its person reads mail. */
export const findUnsentMail = (db: Db, { user_id, notice_id }: PendingMail) =>
  selectNotices(db)
    .innerJoin('notice_mails', (join) =>
      join
        .onRef('notice_mails.user_id', '=', 'notices.user_id')
        .onRef('notice_mails.notice_id', '=', 'notices.id'),
    )
    .innerJoin('mail_addresses', 'mail_addresses.user_id', 'notices.user_id')
    .select(['mail_addresses.address', 'mail_addresses.language'])
    .where('notices.user_id', '=', user_id)
    .where('notices.id', '=', notice_id)
    .where('notice_mails.state', '=', 'queued')
    .where('mail_addresses.refused_at', 'is', null)
    // Who has read the thread meanwhile need not be told of it.
    .where((row) => row.or([row('thread_id', 'is', null), row('read_at', 'is', null)]))
    // Who unsubscribed meanwhile gets what is told of the account alone.
    .where((row) =>
      row.or([row('mail_addresses.unsubscribed_at', 'is', null), row('notices.house_id', '=', 0)]),
    )
    .executeTakeFirst()

export const markMailSent = (db: Db, { user_id, notice_id }: PendingMail) =>
  db
    .updateTable('notice_mails')
    .set({ state: 'sent' })
    .where('user_id', '=', user_id)
    .where('notice_id', '=', notice_id)
    .execute()

export const deleteMails = (db: Db, before: Date) =>
  db.deleteFrom('notice_mails').where('at', '<', before).execute()
