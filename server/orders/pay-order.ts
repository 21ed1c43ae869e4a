import type { Actor, OrderStatus, RefundEventKind } from '../../contract/order-terms.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Trx } from '../schema.ts'
import { applyTransition, type ChangeRules } from './change-order.ts'
import { changeActions } from './changes/change-actions.ts'
import { findChanges } from './changes/change-rows.ts'
import { actionsFor, findTransition, isOpen } from './order-states.ts'
import {
  type LockedOrder,
  lockOrder,
  lockOrderById,
  lockOwnOrder,
  type OrderKey,
  recordEvent,
} from './sql.ts'

export { type LockedOrder, lockOrderById }

// What the payments room may do with orders, in transactions of its own. No route leads here.

/** The order a payment is for, locked: whoever moves money takes this lock before all others. */
export async function lockPaidOrder(trx: Trx, key: OrderKey): Promise<LockedOrder> {
  const order = await lockOrder(trx, key)
  if (!order) throw new Error(`order ${key.order_id} of a payment is gone`)
  return order
}

/**
 * A host's own order, locked.
 *
 * @throws {Refusal} `action_invalid` when there is none.
 */
export async function lockLetOrder(
  trx: Trx,
  order_id: number,
  host_id: number,
): Promise<LockedOrder> {
  const order = await lockOwnOrder(trx, order_id, host_id)
  if (order?.host_id !== host_id) throw new Refusal('action_invalid')
  return order
}

/**
 * A guest's own order that waits for a payment, locked; its amount and deadline are those of what is
 * to be paid.
 *
 * @throws {Refusal} `action_invalid` when there is none, or its time to pay has passed.
 */
export async function lockUnpaidOrder(
  trx: Trx,
  clock: Clock,
  order_id: number,
  guest_id: number,
): Promise<DueOrder> {
  const order = await lockOwnOrder(trx, order_id, guest_id)
  if (order?.guest_id !== guest_id) throw new Refusal('action_invalid')
  if (isPayable(order, clock)) return { ...order, change_id: null }
  const change = await findPayableChange(trx, clock, order)
  if (!change) throw new Refusal('action_invalid')
  const { id: change_id, due_at, amount_fen } = change
  return { ...order, change_id, due_at, amount_fen: amount_fen - order.amount_fen }
}

/** The change of a paid order that waits for its difference. */
async function findPayableChange(trx: Trx, clock: Clock, order: LockedOrder) {
  const changes = await findChanges(trx, { house_id: order.house_id, order_id: order.id })
  const now = clock.now()
  return changes.find((change) => changeActions(order, change, 'guest', now).includes('pay'))
}

/** What a guest has to pay of an order now: all of it, or the difference of a change. */
type DueOrder = LockedOrder & { readonly change_id: number | null }

function isPayable(order: LockedOrder, clock: Clock): boolean {
  const now = clock.now()
  if (order.due_at !== null && order.due_at <= now) return false
  return actionsFor('guest', order, now, clock.today()).includes('pay')
}

/**
 * Moves a locked order on as its payment has come. An order whose stay ended while it waited is
 * over, swept or not: it expires here, so that its money has a settled order to go back from.
 *
 * @returns the order's status, and whether the payment counts.
 */
export async function payOrder(
  trx: Trx,
  clock: Clock,
  rules: ChangeRules,
  order: LockedOrder,
): Promise<{ readonly status: OrderStatus; readonly paid: boolean }> {
  const pay = findTransition('pay', order.status, 'payment')
  if (!pay) return { status: order.status, paid: false }
  const paid = isOpen(pay, order, clock.now(), clock.today())
  const { to } = paid
    ? await applyTransition(trx, clock, rules, order, 'payment', { action: 'pay' })
    : await applyTransition(trx, clock, rules, order, 'system', { action: 'expire' })
  return { status: to, paid }
}

/** Records among a locked order's events what became of its money. */
export async function recordRefund(
  trx: Trx,
  clock: Clock,
  order: LockedOrder,
  kind: RefundEventKind,
  amount: number,
  by: { readonly actor: Actor; readonly reason: string } = { actor: 'payment', reason: '' },
): Promise<void> {
  const { status } = order
  await recordEvent(trx, order, {
    kind,
    to: status,
    at: clock.now(),
    ...by,
    amount,
  })
}
