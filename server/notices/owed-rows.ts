import { sql } from 'kysely'
import type { Db, Trx } from '../schema.ts'
import type { PendingSms } from './sms-rows.ts'

/** Whose notice it is and which. */
export type Pending = PendingSms

/** A way to tell people of notices beside the page, and where it is noted what of it is owed. */
export interface Channel {
  readonly table: 'notice_mails' | 'notice_pushes'
  /** Any number will do, as long as every server takes the same one. */
  readonly lock: number
}

export interface OwedBounds {
  readonly now: Date
  /** What was written before is not sent any more. */
  readonly since: Date
  /** To one person; what goes beyond stands on the page alone. */
  readonly hour_max: number
  readonly limit: number
}

export async function hasOwed(db: Db, { table }: Channel): Promise<boolean> {
  const some = db.selectFrom(table).select('user_id').where('state', '=', 'owed').limit(1)
  return (await some.executeTakeFirst()) !== undefined
}

/** Decides a bounded number; none where another server is at it. Returns what is queued. */
export async function takeOwed(
  trx: Trx,
  { table, lock }: Channel,
  { now, since, hour_max, limit }: OwedBounds,
): Promise<Pending[]> {
  const { rows: locks } = await sql<{ mine: boolean }>`
    SELECT pg_try_advisory_xact_lock(${lock}) AS mine`.execute(trx)
  if (!locks[0]?.mine) return []
  const told = sql.table(table)
  const { rows } = await sql<Pending & { readonly state: string }>`
    WITH owed AS MATERIALIZED (
      SELECT user_id, notice_id, at FROM ${told} WHERE state = 'owed'
      ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ),
    decided AS MATERIALIZED (
      SELECT user_id, notice_id, at >= ${since} AND (
        SELECT count(*) FROM ${told} AS sent
        WHERE sent.user_id = owed.user_id AND sent.queued_at > ${now}::timestamptz - interval '1 hour'
      ) + row_number() OVER (PARTITION BY user_id ORDER BY notice_id) <= ${hour_max} AS goes
      FROM owed
    )
    UPDATE ${told} AS told SET
      state = CASE WHEN goes THEN 'queued' ELSE 'dropped' END,
      queued_at = CASE WHEN goes THEN ${now}::timestamptz END
    FROM decided
    WHERE told.user_id = decided.user_id AND told.notice_id = decided.notice_id
    RETURNING told.user_id, told.notice_id, told.state`.execute(trx)
  return rows
    .filter(({ state }) => state === 'queued')
    .map(({ user_id, notice_id }) => ({ user_id, notice_id }))
}

export const markSent = (db: Db, { table }: Channel, { user_id, notice_id }: Pending) =>
  db
    .updateTable(table)
    .set({ state: 'sent' })
    .where('user_id', '=', user_id)
    .where('notice_id', '=', notice_id)
    .execute()

export const deleteTold = (db: Db, { table }: Channel, before: Date) =>
  db.deleteFrom(table).where('at', '<', before).execute()
