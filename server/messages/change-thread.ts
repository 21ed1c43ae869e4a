import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { cleanText } from './clean-text.ts'
import { insertReport } from './report-rows.ts'
import {
  countUnread,
  findOwnThread,
  lockOwnThread,
  markRead,
  type OwnThread,
  removeBlock,
  setBlocked,
} from './thread-rows.ts'
import type { TellThreads } from './told-people.ts'

interface OfThread {
  readonly thread_id: number
  readonly user_id: number
}

/**
 * Notes that somebody has read a thread up to a message, or all of it; answers what they have not
 * read in all their threads.
 *
 * @throws {Refusal} `thread_missing`.
 */
export async function readThread(
  db: Db,
  { clock, tell }: { readonly clock: Clock; readonly tell: TellThreads },
  { thread_id, user_id, through }: OfThread & { readonly through: number | undefined },
): Promise<number> {
  await db.transaction().execute(async (trx) => {
    const thread = await lockOwnThread(trx, thread_id, user_id)
    if (!thread) throw new Refusal('thread_missing')
    const upto = Math.min(through ?? thread.messages, thread.messages)
    if ((await markRead(trx, thread, upto)) === 0)
      await tell.markThreadSeen(trx, clock, { house_id: thread.house_id, thread_id, user_id })
  })
  return countUnread(db, user_id)
}

/**
 * Lets those who run the site read the thread. Once for each of its two is enough.
 *
 * @throws {Refusal} `thread_missing`.
 */
export async function reportThread(
  db: Db,
  clock: Clock,
  { thread_id, user_id, reason }: OfThread & { readonly reason: string },
): Promise<void> {
  const { house_id } = await ownThread(db, { thread_id, user_id })
  const report = {
    house_id,
    thread_id,
    reporter_id: user_id,
    reason: cleanText(reason, 'reason'),
  }
  await insertReport(db, { ...report, created_at: clock.now() })
}

/**
 * Keeps the other one from writing to this person, or lets them again.
 *
 * @throws {Refusal} `thread_missing`.
 */
export async function blockPerson(
  db: Db,
  clock: Clock,
  { thread_id, user_id, blocked }: OfThread & { readonly blocked: boolean },
): Promise<void> {
  const { guest_id, host_id, role } = await ownThread(db, { thread_id, user_id })
  const other_id = role === 'guest' ? host_id : guest_id
  if (blocked) await setBlocked(db, { blocker_id: user_id, blocked_id: other_id, at: clock.now() })
  else await removeBlock(db, user_id, other_id)
}

async function ownThread(db: Db, { thread_id, user_id }: OfThread): Promise<OwnThread> {
  const thread = await findOwnThread(db, thread_id, user_id)
  if (!thread) throw new Refusal('thread_missing')
  return thread
}
