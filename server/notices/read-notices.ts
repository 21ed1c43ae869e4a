import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { countUnread, markOfOrderRead, markRead, markSomeRead } from './sql.ts'

const ROUNDS_MAX = 20

interface Reading {
  readonly user_id: number
  readonly notice_ids?: readonly number[]
  readonly order_id?: number
}

/**
 * Marks those of a person's own notices that are listed or about an order, or all of them; others'
 * ids mark nothing.
 * Answers how many are left unread.
 */
export async function readNotices(
  db: Db,
  clock: Clock,
  { user_id, notice_ids, order_id }: Reading,
): Promise<number> {
  const at = clock.now()
  if (notice_ids) await markRead(db, user_id, notice_ids, at)
  if (order_id !== undefined) await markOfOrderRead(db, user_id, order_id, at)
  if (!notice_ids && order_id === undefined) await markAllRead(db, user_id, at)
  return (await countUnread(db, [user_id])).get(user_id) ?? 0
}

/** In rounds, so that no statement holds many rows; who has more than all of them asks again. */
async function markAllRead(db: Db, user_id: number, at: Date): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round += 1)
    if (!(await markSomeRead(db, user_id, at))) return
}
