import { sql } from 'kysely'
import type { TellThreads } from '../messages/told-people.ts'

/** Who has not looked by then is told by SMS. */
const UNREAD_MS = 600_000

/**
 * A thread has one notice for each of its two, of the newest message, unless the one before has gone
 * out by SMS: that row is what the hour's messages are counted by. When an SMS is due is counted
 * from the first message that was not read, however many follow.
 */
export const tell_threads: TellThreads = {
  async tellMessage(trx, clock, { house_id, thread_id, user_id }) {
    const now = clock.now()
    const due = new Date(now.getTime() + UNREAD_MS)
    await sql`
      WITH replaced AS (
        DELETE FROM notices
        WHERE user_id = ${user_id} AND thread_id = ${thread_id} AND sms IS NULL AND sms_at IS NULL
        RETURNING read_at, sms_due_at
      )
      INSERT INTO notices
        (user_id, kind, role, house_id, order_id, reason, created_at, thread_id, sms_due_at)
      SELECT ${user_id}, 'order_placed', 'guest', ${house_id}, 0, '', ${now}, ${thread_id},
        coalesce((SELECT min(sms_due_at) FROM replaced WHERE read_at IS NULL), ${due})`.execute(trx)
  },

  async markThreadSeen(trx, clock, { thread_id, user_id }) {
    await trx
      .updateTable('notices')
      .set({ read_at: clock.now(), sms_due_at: null })
      .where('user_id', '=', user_id)
      .where('thread_id', '=', thread_id)
      .where('read_at', 'is', null)
      .execute()
  },
}
