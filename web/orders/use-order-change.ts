import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import type { BodyOf, Order, RouteOf } from '../api/contract.ts'
import { ORDER_STALE } from './order-stale.ts'

interface Wanted {
  readonly action: 'accept' | 'reject' | 'cancel'
  readonly reason?: string
}

/** Accepts, rejects or cancels an order; where that is too late, what holds now is read again. */
export const useOrderChange = (order: Pick<Order, 'order_id'>, onDone?: () => unknown) =>
  useChange(
    (body: Wanted) => ask('PUT', '/orders/{id}/status', { params: { id: order.order_id }, body }),
    { stale: ORDER_STALE, ...(onDone && { onDone }) },
  )

export const useOrderComment = (order: Pick<Order, 'order_id'>, onDone: () => unknown) =>
  useChange(
    (body: BodyOf<RouteOf<'PUT', '/orders/{id}/comment'>>) =>
      ask('PUT', '/orders/{id}/comment', { params: { id: order.order_id }, body }),
    { stale: ORDER_STALE, onDone },
  )
