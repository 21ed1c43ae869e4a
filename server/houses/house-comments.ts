import { type RawBuilder, sql } from 'kysely'
import { publicName } from '../account/public-profile.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'

/** What a guest said of a house, as anybody reads it. */
export interface CommentRow {
  readonly id: number
  readonly comment: string
  readonly commented_at: Date
  readonly name: string
  readonly mobile: string
  readonly stars: number | null
  readonly reply: string | null
  readonly replied_at: Date | null
}

interface Page {
  readonly limit: number
  /** The last one of the page before. */
  readonly after?: { readonly at: Date; readonly id: number } | undefined
}

const SHOWN = (house_id: number): RawBuilder<unknown> => sql`
  FROM orders AS o
  LEFT JOIN reviews AS r ON r.house_id = o.house_id AND r.order_id = o.id
  JOIN users AS u ON u.id = o.guest_id
  WHERE o.house_id = ${house_id} AND o.commented_at IS NOT NULL AND r.hidden_at IS NULL`

/** Comments that the site does not hide, the newest first. */
export async function findComments(db: Db, house_id: number, { limit, after }: Page) {
  const further = after
    ? sql`AND o.commented_at <= ${after.at} AND (o.commented_at, o.id) < (${after.at}, ${after.id})`
    : sql``
  const { rows } = await sql<CommentRow>`
    SELECT o.id, o.comment, o.commented_at, u.name, u.mobile, r.stars, r.reply, r.replied_at
    ${SHOWN(house_id)} ${further}
    ORDER BY o.commented_at DESC, o.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function countComments(db: Db, house_id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count ${SHOWN(house_id)}`.execute(db)
  return rows[0]?.count ?? 0
}

export const presentComment = (clock: Clock, row: CommentRow) => ({
  review_id: row.id,
  comment: row.comment,
  user_name: publicName(row.name, row.mobile),
  ctime: clock.format(row.commented_at),
  stars: row.stars,
  reply: row.reply ?? '',
  reply_time: row.replied_at ? clock.format(row.replied_at) : ('' as const),
})
