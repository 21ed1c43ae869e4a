import { Refusal } from '../../contract/refusals.ts'
import { editableUntil } from '../../rules/rating.ts'
import type { Clock } from '../platform/database/clock.ts'
import { type ReviewStars, replaceStars } from '../reviews/review-stars.ts'
import type { Db } from '../schema.ts'
import { lockOwnOrder } from './sql.ts'

export interface EditedComment {
  readonly order_id: number
  readonly user_id: number
  readonly comment: string
  readonly stars: ReviewStars
}

/**
 * Other words and other stars instead of those that a guest wrote; the order stays where it is.
 *
 * @throws {Refusal} `action_invalid` where there is no comment of theirs; `edit_too_late`.
 */
export async function editComment(db: Db, clock: Clock, edited: EditedComment): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const order = await lockOwnOrder(trx, edited.order_id, edited.user_id)
    if (!order?.commented_at || order.guest_id !== edited.user_id)
      throw new Refusal('action_invalid')
    const now = clock.now()
    if (editableUntil(order.commented_at) <= now) throw new Refusal('edit_too_late')
    await trx
      .updateTable('orders')
      .set({ comment: edited.comment })
      .where('house_id', '=', order.house_id)
      .where('id', '=', order.id)
      .execute()
    await replaceStars(trx, order, edited.stars, now)
  })
}
