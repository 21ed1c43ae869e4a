import type { Static } from 'typebox'
import type { listMostBooked as contract } from '../../contract/search.ts'
import type { Statement } from '../platform/database/database.ts'
import { JsonBytes } from '../platform/http/json-bytes.ts'
import { createAskTogether } from '../platform/limits/ask-together.ts'
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

type Answer = Static<typeof contract.data>

/**
 * Which they are, and in which versions, is read each time: a handful of rows along an index. The
 * last answer is sent again while it is made of the same.
 */
export function createMostBooked(findCards: FindCards) {
  let last: { readonly key: string; readonly answer: JsonBytes<Answer> } | undefined
  const askTogether = createAskTogether<JsonBytes<Answer>>()

  const list = async (database: Database) => {
    const houses = await database.run<ShownVersion>(FIND_MOST_BOOKED, [])
    const key = JSON.stringify(houses)
    if (last?.key === key) return last.answer
    const { cards, exact } = await findCards(database, houses)
    const answer = new JsonBytes<Answer>(Buffer.from(JSON.stringify(cards)))
    if (exact) last = { key, answer }
    return answer
  }
  return (database: Database) => askTogether(database, '', () => list(database))
}
