import { sql } from 'kysely'
import { type LockedOrder, lockOrderById } from '../orders/pay-order.ts'
import { endHold, findHold, insertHold } from '../orders/payout-hold.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { findCounted } from './sql.ts'

export interface HoldOnOrder {
  readonly order_id: number
  /** Who says so, on the operator's side. */
  readonly by: string
}

/** Why an order's payout cannot be held, or released. */
export type NotHeld = 'no_order' | 'nothing_paid' | 'paid_out' | 'held_already' | 'not_held'

/** The host reads the reason on the order's page. */
export const REASON_MAX = 500

/**
 * Keeps an order's money from being paid out until it is released, whatever becomes of the order.
 *
 * @returns why it cannot; undefined once it is held.
 */
export async function holdPayout(
  trx: Trx,
  clock: Clock,
  { order_id, by, reason }: HoldOnOrder & { readonly reason: string },
): Promise<NotHeld | undefined> {
  const order = await lockForPayout(trx, order_id)
  if (!order) return 'no_order'
  if (await isPaidOut(trx, order)) return 'paid_out'
  if ((await findCounted(trx, order)).length === 0) return 'nothing_paid'
  if (await findHold(trx, order)) return 'held_already'
  await insertHold(trx, order, { reason, held_by: by, held_at: clock.now() })
  return undefined
}

export async function releasePayout(
  trx: Trx,
  clock: Clock,
  { order_id, by }: HoldOnOrder,
): Promise<NotHeld | undefined> {
  const order = await lockForPayout(trx, order_id)
  if (!order) return 'no_order'
  const hold = await findHold(trx, order)
  if (!hold) return 'not_held'
  await endHold(trx, hold.id, by, clock.now())
  return undefined
}

/** Nobody pays out between the look at what was paid out and the end of the transaction. */
async function lockForPayout(trx: Trx, order_id: number): Promise<LockedOrder | undefined> {
  const order = await lockOrderById(trx, order_id)
  await sql`LOCK TABLE payouts IN SHARE MODE`.execute(trx)
  return order
}

/** Whether what an order's host has of it was paid out. */
export async function isPaidOut(
  db: Db,
  { house_id, id }: Pick<LockedOrder, 'house_id' | 'id'>,
): Promise<boolean> {
  const payout = await db
    .selectFrom('payout_orders')
    .select('payout_id')
    .where('house_id', '=', house_id)
    .where('order_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return payout !== undefined
}

/** All that is on hold, the oldest first. */
export async function listHolds(db: Db) {
  return db
    .selectFrom('payout_holds')
    .select(['order_id', 'reason', 'held_by', 'held_at'])
    .where('released_at', 'is', null)
    .orderBy('id')
    .execute()
}
