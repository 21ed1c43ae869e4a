import { sql } from 'kysely'
import { EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'
import { redacted } from '../platform/database/redacted.ts'
import { FILES_PREFIX } from '../platform/files/files.ts'
import type { Db, Trx } from '../schema.ts'

export const MESSAGES_OF_A_PERSON: PersonalData = {
  exports: {
    messages: listMessages,
    'blocked-people': (db, user_id) =>
      db
        .selectFrom('person_blocks')
        .select(['blocked_id as user_id', 'created_at'])
        .where('blocker_id', '=', user_id)
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
    'reported-threads': (db, user_id) =>
      db
        .selectFrom('thread_reports')
        .select(['thread_id', 'reason', 'created_at'])
        .where('reporter_id', '=', user_id)
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
  },
  pictures: findPictures,
  async erase(trx, { user_id, identifiers }) {
    const pictures = await findPictures(trx, user_id)
    await eraseTexts(trx, user_id, identifiers)
    await trx.deleteFrom('message_keys').where('sender_id', '=', user_id).execute()
    await trx
      .deleteFrom('person_blocks')
      .where((block) =>
        block.or([block('blocker_id', '=', user_id), block('blocked_id', '=', user_id)]),
      )
      .execute()
    await trx.deleteFrom('thread_reports').where('reporter_id', '=', user_id).execute()
    return pictures
  },
}

/** What they and the others wrote, as they read it; the newest first. */
async function listMessages(db: Db, user_id: number): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    SELECT m.thread_id, m.house_id, m.number, m.author, m.text, m.created_at,
      m.author = CASE t.guest_id WHEN ${user_id} THEN 'guest' ELSE 'host' END AS own
    FROM threads t JOIN messages m ON m.house_id = t.house_id AND m.thread_id = t.id
    WHERE ${user_id} IN (t.guest_id, t.host_id)
    ORDER BY m.created_at DESC, m.thread_id, m.number DESC LIMIT ${EXPORTED_ROWS_MAX}`.execute(db)
  return rows
}

async function findPictures(db: Db, user_id: number): Promise<string[]> {
  const { rows } = await sql<{ readonly picture: string }>`
    SELECT m.picture FROM threads t JOIN messages m ON m.house_id = t.house_id AND m.thread_id = t.id
    WHERE m.picture IS NOT NULL
      AND ${user_id} = CASE m.author WHEN 'guest' THEN t.guest_id ELSE t.host_id END`.execute(db)
  return rows.map(({ picture }) => FILES_PREFIX + picture)
}

/** Their own go, in their place, as numbers have no gaps; those of others no longer name them. */
async function eraseTexts(trx: Trx, user_id: number, identifiers: readonly string[]) {
  await sql`
    UPDATE messages m SET
      text = CASE WHEN own.theirs THEN '' ELSE ${redacted(sql.ref('m.text'), identifiers)} END,
      masked = CASE WHEN own.theirs THEN '{}' ELSE m.masked END,
      picture = CASE WHEN own.theirs THEN NULL ELSE m.picture END
    FROM threads t
    CROSS JOIN LATERAL (
      SELECT t.guest_id = ${user_id} AS is_guest
    ) AS who
    CROSS JOIN LATERAL (VALUES ('guest', who.is_guest), ('host', NOT who.is_guest)) AS own (author, theirs)
    WHERE ${user_id} IN (t.guest_id, t.host_id)
      AND m.house_id = t.house_id AND m.thread_id = t.id AND m.author = own.author`.execute(trx)
}
