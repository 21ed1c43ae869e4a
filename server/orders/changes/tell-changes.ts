import type { ChangeStatus } from '../../../contract/order-changes.ts'
import { type Clock, formatMoment } from '../../platform/database/clock.ts'
import { type Spoken, tellLine } from '../../pricing/quote-lines.ts'
import type { Db } from '../../schema.ts'
import type { FoundOrder } from '../find-orders.ts'
import { changeActions } from './change-actions.ts'
import { CHANGES_MAX, findChanges, isPending, type OrderChangeRow } from './change-rows.ts'

/** What was proposed for an order, the newest first, and what its viewer may do about it. */
export async function tellChanges(
  db: Db,
  { clock, ...spoken }: Spoken & { readonly clock: Clock },
  order: FoundOrder,
  viewer: 'guest' | 'host',
) {
  const changes = await findChanges(db, { house_id: order.house_id, order_id: order.id })
  const now = clock.now()
  return changes.map((change) => ({
    change_id: change.id,
    by: change.proposed_by,
    start_date: change.start_date,
    end_date: change.end_date,
    guests: change.guests,
    lines: change.lines.map((line) => tellLine(line, spoken)),
    amount: change.amount_fen,
    difference: isPending(change, now) ? change.amount_fen - order.amount_fen : 0,
    status: statusAt(change, now),
    due: formatMoment(clock, change.due_at),
    actions: changeActions(order, change, viewer, now),
  }))
}

/** What was not swept yet has lapsed all the same. */
const statusAt = (change: OrderChangeRow, now: Date): ChangeStatus =>
  PENDING.has(change.status) && !isPending(change, now) ? 'lapsed' : change.status

const PENDING: ReadonlySet<ChangeStatus> = new Set(['open', 'accepted'])

/** Whether anything can be proposed for an order, as its people are told it. */
export const mayPropose = (
  { status, end_date }: Pick<FoundOrder, 'status' | 'end_date'>,
  changes: readonly { readonly status: ChangeStatus }[],
  today: string,
): boolean =>
  status === 'PAID' &&
  end_date >= today &&
  changes.length < CHANGES_MAX &&
  !changes.some((change) => PENDING.has(change.status))
