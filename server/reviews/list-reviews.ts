import { REVIEWS_PAGE } from '../../contract/reviews.ts'
import { findComments, presentComment } from '../houses/house-comments.ts'
import { checkVisibleHouse } from '../houses/visible-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'

interface ReviewsQuestion {
  readonly house_id: number
  readonly viewer_id: number | undefined
  /** `next_cursor` of the page before. */
  readonly cursor: string | undefined
}

/**
 * One page of what guests say of a house, newest first.
 *
 * @throws {Refusal} `house_missing`, also where the house is not shown to this person.
 */
export async function listReviews(
  db: Db,
  clock: Clock,
  { house_id, viewer_id, cursor }: ReviewsQuestion,
) {
  await checkVisibleHouse(db, house_id, viewer_id)
  // One more than is shown tells whether there is a next page.
  const rows = await findComments(db, house_id, {
    limit: REVIEWS_PAGE + 1,
    after: cursor ? readCursor(cursor) : undefined,
  })
  const shown = rows.slice(0, REVIEWS_PAGE)
  const last = shown.at(-1)
  return {
    reviews: shown.map((row) => presentComment(clock, row)),
    ...(rows.length > REVIEWS_PAGE && last && { next_cursor: cursorOf(last) }),
  }
}

const cursorOf = ({ id, commented_at }: { id: number; commented_at: Date }) =>
  `${commented_at.getTime()}_${id}`

function readCursor(cursor: string) {
  const [at = 0, id = 0] = cursor.split('_').map(Number)
  return { at: new Date(at), id }
}
