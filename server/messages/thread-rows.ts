import { sql } from 'kysely'
import type { Db, Trx } from '../schema.ts'

export type Role = 'guest' | 'host'

/** A thread and as whom somebody takes part in it. */
export interface OwnThread {
  readonly house_id: number
  readonly thread_id: number
  readonly guest_id: number
  readonly host_id: number
  readonly role: Role
  /** The number of its newest message. */
  readonly messages: number
}

const selectOwn = (db: Db, thread_id: number, user_id: number) =>
  db
    .selectFrom('threads')
    .select(['house_id', 'id as thread_id', 'guest_id', 'host_id', 'messages'])
    .select(sql<Role>`CASE WHEN guest_id = ${user_id} THEN 'guest' ELSE 'host' END`.as('role'))
    .where('id', '=', thread_id)
    .where((thread) =>
      thread.or([thread('guest_id', '=', user_id), thread('host_id', '=', user_id)]),
    )

/** The thread, if this person is one of its two. */
export const findOwnThread = (db: Db, thread_id: number, user_id: number) =>
  selectOwn(db, thread_id, user_id).executeTakeFirst()

/** The same, and nobody else writes or reads in it until the transaction ends. */
export const lockOwnThread = (trx: Trx, thread_id: number, user_id: number) =>
  selectOwn(trx, thread_id, user_id).forUpdate().executeTakeFirst()

export interface NewThread {
  readonly house_id: number
  readonly guest_id: number
  readonly host_id: number
  readonly at: Date
}

/** Where a guest and a house have their thread, which is made where there is none yet. */
export async function openThread(trx: Trx, { house_id, guest_id, host_id, at }: NewThread) {
  const { rows } = await sql<{ readonly thread_id: number }>`
    INSERT INTO threads (house_id, guest_id, host_id, created_at, last_at)
    VALUES (${house_id}, ${guest_id}, ${host_id}, ${at}, ${at})
    ON CONFLICT (house_id, guest_id) DO UPDATE SET host_id = threads.host_id
    RETURNING id AS thread_id`.execute(trx)
  return rows[0]?.thread_id ?? 0
}

export async function findThreadOf(
  db: Db,
  { house_id, guest_id }: Pick<NewThread, 'house_id' | 'guest_id'>,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('threads')
    .select('id')
    .where('house_id', '=', house_id)
    .where('guest_id', '=', guest_id)
    .executeTakeFirst()
  return row?.id
}

/** Whether either of the two wants to hear nothing of the other, or is gone. */
export const isClosed = async (db: Db, one_id: number, other_id: number): Promise<boolean> => {
  const { rows } = await sql<{ readonly closed: boolean }>`
    SELECT EXISTS (
      SELECT FROM person_blocks
      WHERE (blocker_id, blocked_id) IN ((${one_id}, ${other_id}), (${other_id}, ${one_id}))
    ) OR EXISTS (
      SELECT FROM users WHERE id IN (${one_id}, ${other_id}) AND erased_at IS NOT NULL
    ) AS closed`.execute(db)
  return rows[0]?.closed ?? true
}

const UNREAD_MAX = 1_000

/** How many messages somebody has not read, in all their threads, counted up to `UNREAD_MAX`. */
export async function countUnread(db: Db, user_id: number): Promise<number> {
  const { rows } = await sql<{ readonly unread: number }>`
    SELECT least(${UNREAD_MAX}, coalesce(sum(unread), 0))::int AS unread FROM (
      SELECT guest_unread AS unread FROM threads WHERE guest_id = ${user_id} AND guest_unread > 0
      UNION ALL
      SELECT host_unread FROM threads WHERE host_id = ${user_id} AND host_unread > 0
    ) AS threads`.execute(db)
  return rows[0]?.unread ?? 0
}

/**
 * Notes up to which message its locked thread is read by one of its two, never back; answers how
 * many of the other's are left.
 */
export async function markRead(trx: Trx, thread: OwnThread, through: number): Promise<number> {
  const { house_id, thread_id, role } = thread
  const [read, unread] = [sql.ref(`${role}_read`), sql.ref(`${role}_unread`)]
  const { rows } = await sql<{ readonly unread: number }>`
    UPDATE threads SET ${sql.ref(`${role}_read`)} = reached.through, ${unread} = (
      SELECT count(*) FROM messages
      WHERE messages.house_id = ${house_id} AND messages.thread_id = ${thread_id}
        AND number > reached.through AND author <> ${role}
    )
    FROM (
      SELECT greatest(${read}, least(${through}::int, messages)) AS through FROM threads
      WHERE house_id = ${house_id} AND id = ${thread_id}
    ) AS reached
    WHERE house_id = ${house_id} AND id = ${thread_id}
    RETURNING ${unread} AS unread`.execute(trx)
  return rows[0]?.unread ?? 0
}

export const setBlocked = async (
  db: Db,
  { blocker_id, blocked_id, at }: { blocker_id: number; blocked_id: number; at: Date },
): Promise<void> => {
  await db
    .insertInto('person_blocks')
    .values({ blocker_id, blocked_id, created_at: at })
    .onConflict((known) => known.doNothing())
    .execute()
}

export const removeBlock = (db: Db, blocker_id: number, blocked_id: number) =>
  db
    .deleteFrom('person_blocks')
    .where('blocker_id', '=', blocker_id)
    .where('blocked_id', '=', blocked_id)
    .execute()
