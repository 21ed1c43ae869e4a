import type { OrderEvent } from '../api/contract.ts'

/** How far the money of an order that is over has come back; undefined where none was paid. */
export function refundState(
  events: readonly OrderEvent[],
): 'under_way' | 'done' | 'refused' | undefined {
  const last = events.findLast(({ kind }) => kind.startsWith('refund_'))
  if (last?.kind === 'refund_done') return 'done'
  if (last?.kind === 'refund_refused') return 'refused'
  return last || events.some(({ kind }) => kind === 'paid') ? 'under_way' : undefined
}
