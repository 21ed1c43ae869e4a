import { sql } from 'kysely'
import { EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'
import type { Db, Trx } from '../schema.ts'

const ownHouses = (user_id: number) => sql`(SELECT id FROM houses WHERE host_id = ${user_id})`

export const CALENDARS_OF_A_PERSON: PersonalData = {
  exports: {
    'closed-days': (db, user_id) => listClosedDays(db, user_id),
    'imported-calendars': (db, user_id) => listFeeds(db, user_id),
  },
  erase: async (trx, { user_id }) => {
    await eraseNotes(trx, user_id)
    await eraseFeeds(trx, user_id)
    return []
  },
}

async function listClosedDays(db: Db, user_id: number): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    SELECT house_id, lower(nights)::text AS first_day, (upper(nights) - 1)::text AS last_day, note, at
    FROM closed_days WHERE house_id IN ${ownHouses(user_id)}
    ORDER BY id DESC LIMIT ${EXPORTED_ROWS_MAX}`.execute(db)
  return rows
}

async function listFeeds(db: Db, user_id: number): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    SELECT house_id, name, url, created_at, last_good FROM calendar_feeds
    WHERE house_id IN ${ownHouses(user_id)} ORDER BY id LIMIT ${EXPORTED_ROWS_MAX}`.execute(db)
  return rows
}

/** A note may say who comes; the days themselves stay closed. */
async function eraseNotes(trx: Trx, user_id: number): Promise<void> {
  await sql`UPDATE closed_days SET note = ''
    WHERE house_id IN ${ownHouses(user_id)} AND note <> ''`.execute(trx)
  await sql`UPDATE calendar_changes SET note = ''
    WHERE house_id IN ${ownHouses(user_id)} AND note <> ''`.execute(trx)
}

/** What other sites tell of their guests, and the addresses by which calendars are read. */
async function eraseFeeds(trx: Trx, user_id: number): Promise<void> {
  await sql`DELETE FROM calendar_feeds WHERE house_id IN ${ownHouses(user_id)}`.execute(trx)
  await sql`DELETE FROM calendar_exports WHERE house_id IN ${ownHouses(user_id)}`.execute(trx)
  await sql`DELETE FROM held_nights
    WHERE kind = 'import' AND house_id IN ${ownHouses(user_id)}`.execute(trx)
}
