import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { findMessages } from './message-rows.ts'
import { findReportedThread, insertReading } from './report-rows.ts'

const READ_MAX = 1_000

/**
 * What was written in a thread that was reported, the newest first, for somebody who runs the site.
 * That they read it is noted before it is shown; a thread that nobody reported is shown to nobody.
 */
export async function readReported(
  db: Db,
  clock: Clock,
  { thread_id, reader }: { readonly thread_id: number; readonly reader: string },
) {
  const thread = await findReportedThread(db, thread_id)
  if (!thread) return undefined
  await insertReading(db, { thread_id, reader, read_at: clock.now() })
  const page = { after: undefined, before: undefined, limit: READ_MAX }
  return { ...thread, messages: await findMessages(db, thread, page) }
}
