import { sql } from 'kysely'
import type { Actor } from '../../../contract/order-terms.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Days } from '../../../rules/days.ts'
import { moveNights, releaseChange } from '../../availability/ledger.ts'
import type { Clock } from '../../platform/database/clock.ts'
import { isTaken } from '../../platform/database/database.ts'
import type { Trx } from '../../schema.ts'
import type { ChangeRules } from '../change-order.ts'
import { dueAt } from '../order-deadlines.ts'
import { type LockedOrder, recordEvent } from '../sql.ts'
import { findChanges, isPending, moveChange, type OrderChangeRow } from './change-rows.ts'

/**
 * Makes of a locked, paid order what was proposed: its nights first, then its days and price; what
 * became cheaper goes back.
 *
 * @throws {Refusal} `dates_taken` where somebody holds one of the new nights.
 */
export async function applyChange(
  trx: Trx,
  clock: Clock,
  rules: ChangeRules,
  order: LockedOrder,
  change: OrderChangeRow,
  by: Actor,
): Promise<void> {
  const { start_date, end_date, guests, amount_fen, tax_fen, day_amounts } = change
  const { house_id, id, status } = order
  await takeNights(trx, order, change)
  await trx
    .updateTable('orders')
    .set({ start_date, end_date, guests, amount_fen, tax_fen, day_amounts })
    .set({ lines: JSON.stringify(change.lines) as never })
    .where('house_id', '=', house_id)
    .where('id', '=', id)
    .execute()
  // By the days that it has now.
  await trx
    .updateTable('orders')
    .set({ due_at: dueAt(status, clock, rules.deadlines) })
    .where('house_id', '=', house_id)
    .where('id', '=', id)
    .execute()
  await moveChange(trx, change, { status: 'done' })
  await recordEvent(trx, order, {
    kind: 'order_changed',
    to: status,
    at: clock.now(),
    actor: by,
    reason: '',
  })
  const back = order.amount_fen - amount_fen
  if (back > 0) await rules.refund(trx, clock, order, { back })
}

async function takeNights(trx: Trx, order: LockedOrder, change: OrderChangeRow): Promise<void> {
  const { start_date, end_date } = change
  if (start_date === order.start_date && end_date === order.end_date) return
  const days = { first: start_date, last: end_date } as Days
  try {
    await releaseChange(trx, order.house_id, change.id)
    await moveNights(trx, { ...order, order_id: order.id }, days)
  } catch (error) {
    throw isTaken(error) ? new Refusal('dates_taken') : error
  }
}

/**
 * Applies the change that a payment was for, as it has come; false where it cannot be any more: then
 * the money goes back.
 */
export async function applyPaidChange(
  trx: Trx,
  clock: Clock,
  rules: ChangeRules,
  order: LockedOrder,
  change_id: number,
): Promise<boolean> {
  const changes = await findChanges(trx, { house_id: order.house_id, order_id: order.id })
  const change = changes.find(({ id }) => id === change_id)
  if (order.status !== 'PAID' || change?.status !== 'accepted') return false
  // Its deadline is for beginning to pay; while it is not swept its nights are held.
  if (!isPending(change, new Date(0))) return false
  await sql`SAVEPOINT change`.execute(trx)
  try {
    await applyChange(trx, clock, rules, order, change, 'payment')
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // A stay came so near meanwhile that the house has no room for this one.
    await sql`ROLLBACK TO SAVEPOINT change`.execute(trx)
    await moveChange(trx, change, { status: 'lapsed' })
    return false
  }
}
