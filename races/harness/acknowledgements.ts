import type { Tables } from '../../server/schema.ts'
import { type Change, isUnknown, type Journal, type PlacedStay } from './journal.ts'

const RELEASED = { cancel: 'CANCELED', reject: 'REJECTED' } as const

/**
 * Pairs of stays that were certainly held at the same moment: from when a guest was told of the
 * order until somebody asked for its end. It needs no database, and it still tells of a double
 * booking when one of the two has been cancelled since.
 */
export function findAcknowledgedTwice(journal: Journal): string[] {
  const ends = new Map<number, number>()
  for (const { order_id, action, answer, sent_ms } of journal.changes) {
    if (action === 'accept' || answer?.errcode === '4201') continue
    ends.set(order_id, Math.min(sent_ms, ends.get(order_id) ?? sent_ms))
  }
  const endOf = (stay: PlacedStay) => ends.get(stay.order_id) ?? Number.POSITIVE_INFINITY
  const lines: string[] = []
  for (const stays of Map.groupBy(journal.placed(), (stay) => stay.house_id).values())
    for (const [index, one] of stays.entries())
      for (const other of stays.slice(index + 1)) {
        const nights = one.start_date <= other.end_date && other.start_date <= one.end_date
        const moments = one.acknowledged_ms < endOf(other) && other.acknowledged_ms < endOf(one)
        if (nights && moments)
          lines.push(`house ${one.house_id}: ${one.order_id} and ${other.order_id}`)
      }
  return lines
}

/** Orders that stand elsewhere than the answered changes lead; changes without answers may be. */
export function findWrongStatuses(
  orders: readonly Pick<Tables['orders'], 'id' | 'status'>[],
  journal: Journal,
): string[] {
  const changes = Map.groupBy(journal.changes, (change) => change.order_id)
  return orders.flatMap(({ id, status }) => {
    const own = changes.get(id) ?? []
    if (own.some(({ answer }) => isUnknown(answer))) return []
    const expected = statusAfter(own.filter(({ answer }) => answer?.errcode === '0'))
    return status === expected ? [] : [`${id} is ${status}, not ${expected}`]
  })
}

function statusAfter(done: readonly Change[]): string {
  const ends = done.flatMap(({ action }) => (action === 'accept' ? [] : [RELEASED[action]]))
  // Whoever was told that they ended it must be the only one.
  if (ends.length > 0) return ends.join(' and ')
  return done.length > 0 ? 'WAIT_PAYMENT' : 'WAIT_ACCEPT'
}
