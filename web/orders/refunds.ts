import type { OrderEvent } from '../api/contract.ts'

/** How far money has come back for an order that is over; undefined where none was paid. */
export function refundState(
  events: readonly OrderEvent[],
): 'under_way' | 'done' | 'refused' | 'none' | undefined {
  const last = events.findLast(({ kind }) => kind.startsWith('refund_'))
  if (last?.kind === 'refund_done') return 'done'
  if (last?.kind === 'refund_refused') return 'refused'
  if (last) return 'under_way'
  return events.some(({ kind }) => kind === 'paid') ? 'none' : undefined
}
