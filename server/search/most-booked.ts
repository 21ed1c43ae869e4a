import {
  type BasicRow,
  COVER_SRCSET_TEXT,
  PICTURES_TEXT,
  presentBasicHouse,
} from '../houses/basic-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Statement } from '../platform/database/database.ts'
import type { Database } from '../schema.ts'

const MOST_BOOKED_SHOWN_MAX = 5

/** Read along the index of the houses that are listed and have a cover. */
export const FIND_MOST_BOOKED: Statement = {
  name: 'find_most_booked',
  writes: false,
  text: `
    SELECT houses.*, areas.name AS area_name, areas.name_en AS area_name_en,
      users.avatar_url AS host_avatar_url,
      ${COVER_SRCSET_TEXT} AS cover_srcset, ${PICTURES_TEXT} AS pictures
    FROM (
      SELECT * FROM houses WHERE listed AND cover_url <> ''
      ORDER BY order_count DESC, id DESC LIMIT ${MOST_BOOKED_SHOWN_MAX}
    ) AS houses
    JOIN areas ON areas.id = houses.area_id
    JOIN users ON users.id = houses.host_id
    ORDER BY houses.order_count DESC, houses.id DESC`,
}

/** Read along an index, a handful of rows: nothing is kept, so nothing can be out of date. */
export async function listMostBooked(database: Database, clock: Clock) {
  const rows = await database.run<BasicRow>(FIND_MOST_BOOKED, [])
  return rows.map((row) => presentBasicHouse(clock, row))
}
