import { sql } from 'kysely'
import { EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'
import { redacted } from '../platform/database/redacted.ts'
import type { Db, Trx } from '../schema.ts'

export const REVIEWS_OF_A_PERSON: PersonalData = {
  exports: {
    reviews: (db, user_id) => listReviews(db, user_id),
    'guest-ratings-written': (db, user_id) => listGiven(db, user_id),
    // What was written is for hosts alone, and would tell who did.
    'guest-ratings-received': (db, user_id) =>
      db
        .selectFrom('guest_ratings')
        .select(['stars', 'created_at'])
        .where('guest_id', '=', user_id)
        .orderBy('created_at', 'desc')
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
    'review-reports': (db, user_id) =>
      db
        .selectFrom('review_reports')
        .select(['house_id', 'order_id', 'reason', 'created_at'])
        .where('reporter_id', '=', user_id)
        .orderBy('created_at', 'desc')
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
  },
  async erase(trx, { user_id, identifiers }) {
    await trx.deleteFrom('guest_ratings').where('guest_id', '=', user_id).execute()
    await trx.deleteFrom('review_reports').where('reporter_id', '=', user_id).execute()
    await eraseWords(trx, user_id, identifiers)
    return []
  },
}

/** Stars and answers of both sides; the words of comments are among the orders. */
async function listReviews(db: Db, user_id: number): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    SELECT r.* FROM orders o JOIN reviews r ON r.house_id = o.house_id AND r.order_id = o.id
    WHERE ${user_id} IN (o.guest_id, o.host_id)
    ORDER BY o.id DESC LIMIT ${EXPORTED_ROWS_MAX}`.execute(db)
  return rows
}

async function listGiven(db: Db, user_id: number): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    SELECT g.order_id, g.house_id, g.stars, g.text, g.created_at
    FROM orders o JOIN guest_ratings g ON g.house_id = o.house_id AND g.order_id = o.id
    WHERE o.host_id = ${user_id} ORDER BY o.id DESC LIMIT ${EXPORTED_ROWS_MAX}`.execute(db)
  return rows
}

/** Stars stay, and what was said of a stay; none of it names the person, whoever wrote it. */
async function eraseWords(trx: Trx, user_id: number, words: readonly string[]): Promise<void> {
  const theirs = sql<boolean>`(house_id, order_id) IN (
    SELECT house_id, id FROM orders WHERE ${user_id} IN (guest_id, host_id))`
  await trx
    .updateTable('reviews')
    .set({
      reply: redacted(sql.ref('reply'), words),
      hidden_reason: redacted(sql.ref('hidden_reason'), words),
    })
    .where(theirs)
    .execute()
  await trx
    .updateTable('guest_ratings')
    .set({ text: redacted(sql.ref('text'), words) })
    .where(theirs)
    .execute()
  await trx
    .updateTable('review_reports')
    .set({ reason: redacted(sql.ref('reason'), words) })
    .where(theirs)
    .execute()
}
