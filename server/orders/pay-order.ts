import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Trx } from '../schema.ts'
import { applyTransition } from './change-order.ts'
import { actionsFor, findTransition } from './order-states.ts'
import {
  endOfStay,
  insertNews,
  type LockedOrder,
  lockOrder,
  lockOwnOrder,
  type OrderKey,
} from './sql.ts'

// What the payments room may do with orders, in transactions of its own. No route leads here.

/** The order a payment is for, locked: whoever moves money takes this lock before all others. */
export async function lockPaidOrder(trx: Trx, key: OrderKey): Promise<LockedOrder> {
  const order = await lockOrder(trx, key)
  if (!order) throw new Error(`order ${key.order_id} of a payment is gone`)
  return order
}

/**
 * A guest's own order that waits for a payment, locked.
 *
 * @throws {Refusal} `action_invalid` when there is none, or its time to pay has passed.
 */
export async function lockUnpaidOrder(
  trx: Trx,
  clock: Clock,
  order_id: number,
  guest_id: number,
): Promise<LockedOrder> {
  const order = await lockOwnOrder(trx, order_id, guest_id)
  if (!order || order.guest_id !== guest_id || !isPayable(order, clock))
    throw new Refusal('action_invalid')
  return order
}

function isPayable(order: LockedOrder, clock: Clock): boolean {
  const now = clock.now()
  if (order.due_at !== null && order.due_at <= now) return false
  return actionsFor('guest', order, now, clock.today()).includes('pay')
}

/** Moves a locked order on as its payment has come; false where the table has no such row. */
export async function payOrder(trx: Trx, clock: Clock, order: LockedOrder): Promise<boolean> {
  if (!findTransition('pay', order.status, 'payment')) return false
  const dueIn = () => endOfStay(clock)
  await applyTransition(trx, clock, order, 'payment', { action: 'pay' }, dueIn)
  return true
}

/** Notes among a locked order's events what became of its money. */
export async function tellOfMoney(trx: Trx, clock: Clock, order: LockedOrder, reason: string) {
  await insertNews(trx, order, { at: clock.now(), actor: 'payment', reason })
}
