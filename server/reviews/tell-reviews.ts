import type { Static } from 'typebox'
import type { OrderStatus } from '../../contract/order-terms.ts'
import type { OrderReviews, ReviewAction } from '../../contract/ratings.ts'
import { ASPECTS, averageOf, editableUntil } from '../../rules/rating.ts'
import { type Clock, formatMoment } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { isOver } from './rate-guest.ts'
import { findCommented, findGiven, findGuestLines } from './sql.ts'

/** An order as far as it is about reviews. */
export interface ReviewedOrder {
  readonly house_id: number
  readonly id: number
  readonly guest_id: number
  readonly status: OrderStatus
}

interface Viewing {
  readonly viewer: 'guest' | 'host'
  /** Whether the guest is still to come, so that the host is told what others say of them. */
  readonly to_come: boolean
}

/** What an order's guest or its host is shown of what they said of each other. */
export async function tellReviews(
  db: Db,
  clock: Clock,
  order: ReviewedOrder,
  { viewer, to_come }: Viewing,
): Promise<Static<typeof OrderReviews>> {
  const is_host = viewer === 'host'
  const [review, given, lines] = await Promise.all([
    findCommented(db, order.house_id, order.id),
    is_host ? findGiven(db, order.house_id, order.id) : undefined,
    is_host && to_come ? findGuestLines(db, order.guest_id, order.id) : [],
  ])
  const own = ownWritings(viewer, order, review, given)
  const now = clock.now()
  const editable = own.filter(({ at }) => at && editableUntil(at) > now)
  const last = editable.map(({ at }) => at as Date).toSorted((a, b) => b.getTime() - a.getTime())[0]
  return {
    review: review ? presentReview(clock, review) : null,
    given: given
      ? { stars: given.stars, text: given.text, at: clock.format(given.created_at) }
      : null,
    guest_lines: lines.map(({ stars, text, created_at }) => ({
      stars,
      text,
      at: clock.format(created_at),
    })),
    actions: own
      .filter(({ at }) => !at || editableUntil(at) > now)
      .map(({ at, write, edit }) => (at ? edit : write))
      .filter((action) => action !== undefined),
    edit_until: last ? formatMoment(clock, editableUntil(last)) : '',
  }
}

type FoundReview = Awaited<ReturnType<typeof findCommented>>
type FoundGiven = Awaited<ReturnType<typeof findGiven>>

/** What a viewer can write of an order, and when they did. */
interface Writing {
  readonly at: Date | null
  readonly write?: ReviewAction
  readonly edit: ReviewAction
}

function ownWritings(
  viewer: 'guest' | 'host',
  { status }: ReviewedOrder,
  review: FoundReview,
  given: FoundGiven,
): Writing[] {
  // The comment itself is an action of the order.
  if (viewer === 'guest') return review ? [{ at: review.commented_at, edit: 'edit_comment' }] : []
  const writings: Writing[] = []
  if (review && !review.hidden_at)
    writings.push({ at: review.replied_at, write: 'reply', edit: 'edit_reply' })
  if (isOver(status))
    writings.push({
      at: given?.created_at ?? null,
      write: 'rate_guest',
      edit: 'edit_guest_rating',
    })
  return writings
}

const presentReview = (clock: Clock, review: NonNullable<FoundReview>) => ({
  at: clock.format(review.commented_at),
  stars: review.stars ?? null,
  aspects: Object.fromEntries(
    ASPECTS.map((aspect) => [aspect, review[aspect]] as const).filter(([, stars]) => stars),
  ),
  edited: Boolean(review.edited_at),
  reply: review.reply ?? '',
  reply_time: review.replied_at ? clock.format(review.replied_at) : ('' as const),
  hidden: Boolean(review.hidden_at),
  hidden_reason: review.hidden_reason ?? '',
})

/** Stars as they are shown together. */
export const ratingOf = ({ sum, count }: { readonly sum: number; readonly count: number }) => ({
  average: averageOf(sum, count),
  count,
})
