import type { Static } from 'typebox'
import type { Notice } from '../../contract/notices.ts'
import type { Language } from '../../contract/refusals.ts'
import type { Db } from '../schema.ts'
import { type Telling, textOf } from './notice-text.ts'
import { countUnread, findNotices, type NoticeRow } from './sql.ts'

export interface NoticeQuery {
  readonly user_id: number
  readonly limit: number
  /** `next_cursor` of the page before. */
  readonly cursor: string | undefined
  readonly language: Language
}

/** One page of a person's notices, newest first, and where the next one begins. */
export async function listNotices(db: Db, telling: Telling, query: NoticeQuery) {
  const { user_id, limit, cursor, language } = query
  const before_id = cursor === undefined ? undefined : Number(cursor)
  // One more than asked for tells whether there is a next page.
  const rows = await findNotices(db, { user_id, before_id, limit: limit + 1 })
  const unread = (await countUnread(db, [user_id])).get(user_id) ?? 0
  const notices = rows.slice(0, limit).map((row) => presentNotice(row, telling, language))
  const last = notices.at(-1)
  const more = rows.length > limit && last
  return { notices, unread, ...(more && { next_cursor: String(last.notice_id) }) }
}

export const presentNotice = (
  row: NoticeRow,
  telling: Telling,
  language: Language,
): Static<typeof Notice> => ({
  notice_id: row.id,
  kind: row.kind,
  role: row.role,
  title: row.title,
  text: textOf(row, telling, language),
  ctime: telling.clock.format(row.created_at),
  read: row.read_at !== null,
  ...(row.house_id > 0 && { house_id: row.house_id }),
  ...(row.status && { order_id: row.order_id }),
  ...(row.about && { feed_name: row.about }),
  ...(row.changed && { changed: row.changed }),
  ...(row.thread_id !== null && { thread_id: row.thread_id }),
})
