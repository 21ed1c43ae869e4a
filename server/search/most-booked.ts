import type { Statement } from '../platform/database/database.ts'
import type { Database } from '../schema.ts'
import type { FindCards, ShownVersion } from './house-cards.ts'

const MOST_BOOKED_SHOWN_MAX = 5

/** Read along the index of the houses that are listed and have a cover. */
export const FIND_MOST_BOOKED: Statement = {
  name: 'find_most_booked',
  writes: false,
  text: `
    SELECT id, version FROM houses WHERE listed AND cover_url <> ''
    ORDER BY order_count DESC, id DESC LIMIT ${MOST_BOOKED_SHOWN_MAX}`,
}

/** Which they are is read each time: a handful of rows along an index. */
export async function listMostBooked(database: Database, findCards: FindCards) {
  const houses = await database.run<ShownVersion>(FIND_MOST_BOOKED, [])
  return [...(await findCards(database, houses)).cards]
}
