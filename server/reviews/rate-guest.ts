import type { OrderStatus } from '../../contract/order-terms.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { checkOnce } from './check-once.ts'
import { readText } from './read-text.ts'
import { findGiven, lockHostsOrder } from './sql.ts'

/** Where the stay is over: its host knows how it was. */
export const isOver = (status: OrderStatus): boolean =>
  status === 'WAIT_COMMENT' || status === 'COMPLETE'

export interface GuestRating {
  readonly order_id: number
  readonly host_id: number
  readonly stars: number
  readonly text: string
  /** Changes the rating that stands. */
  readonly edit: boolean
}

/**
 * What a host says of a guest, for other hosts.
 *
 * @throws {Refusal} `params_invalid`; `action_invalid` where there is no such order of theirs whose
 * stay is over; `written_already`, `edit_too_late`.
 */
export async function rateGuest(db: Db, clock: Clock, rating: GuestRating): Promise<void> {
  const text = rating.text.trim() === '' ? '' : readText('text', rating.text)
  await db.transaction().execute(async (trx) => {
    const order = await lockHostsOrder(trx, rating.order_id, rating.host_id)
    if (!order || !isOver(order.status)) throw new Refusal('action_invalid')
    const given = await findGiven(trx, order.house_id, order.id)
    checkOnce(given?.created_at ?? null, rating.edit, clock.now())
    const { stars } = rating
    await trx
      .insertInto('guest_ratings')
      .values({
        house_id: order.house_id,
        order_id: order.id,
        guest_id: order.guest_id,
        stars,
        text,
        created_at: clock.now(),
      })
      .onConflict((conflict) =>
        conflict.columns(['house_id', 'order_id']).doUpdateSet({ stars, text }),
      )
      .execute()
  })
}
