import type { ChangeAction } from '../../../contract/order-changes.ts'
import type { OrderStatus } from '../../../contract/order-terms.ts'
import { isPending, type OrderChangeRow } from './change-rows.ts'

/** What a viewer may do now with what was proposed: the one who did takes it back, the other answers. */
export function changeActions(
  { status }: { readonly status: OrderStatus },
  change: OrderChangeRow,
  viewer: 'guest' | 'host',
  now: Date,
): (ChangeAction | 'pay')[] {
  if (status !== 'PAID' || !isPending(change, now)) return []
  if (change.status === 'accepted') return viewer === 'guest' ? ['pay', 'withdraw'] : []
  return change.proposed_by === viewer ? ['withdraw'] : ['accept', 'refuse']
}
