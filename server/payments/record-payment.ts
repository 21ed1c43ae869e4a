import { recordPayment } from '../orders/change-order.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../schema.ts'

/**
 * The word of a payment provider that an order is paid: WAIT_PAYMENT → PAID.
 *
 * @throws {Refusal} `action_invalid` when the order does not wait for a payment.
 */
export const settleOrder = (db: Db, clock: Clock, key: { house_id: number; order_id: number }) =>
  db.transaction().execute((trx) => recordPayment(trx, clock, key))
