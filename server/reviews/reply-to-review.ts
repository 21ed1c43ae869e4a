import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { checkOnce } from './check-once.ts'
import { readText } from './read-text.ts'
import { findReview, lockHostsOrder } from './sql.ts'

export interface Reply {
  readonly order_id: number
  readonly host_id: number
  readonly text: string
  /** Changes the reply that stands. */
  readonly edit: boolean
}

/**
 * The host's one public answer to a review.
 *
 * @throws {Refusal} `params_invalid`; `action_invalid` where there is no such order of theirs with a
 * review that is shown, or no reply to edit; `written_already`, `edit_too_late`.
 */
export async function replyToReview(db: Db, clock: Clock, reply: Reply): Promise<void> {
  const text = readText('text', reply.text)
  await db.transaction().execute(async (trx) => {
    const order = await lockHostsOrder(trx, reply.order_id, reply.host_id)
    if (!order?.commented_at) throw new Refusal('action_invalid')
    const review = await findReview(trx, order.house_id, order.id)
    if (review?.hidden_at) throw new Refusal('action_invalid')
    const now = clock.now()
    checkOnce(review?.replied_at ?? null, reply.edit, now)
    const replied_at = review?.replied_at ?? now
    await trx
      .insertInto('reviews')
      .values({ house_id: order.house_id, order_id: order.id, reply: text, replied_at })
      .onConflict((conflict) =>
        conflict.columns(['house_id', 'order_id']).doUpdateSet({ reply: text, replied_at }),
      )
      .execute()
  })
}
