import type { DataOf, Order, RouteOf } from '../../api/contract.ts'

/** What guest and host said of each other. */
export type OrderReviews = DataOf<RouteOf<'GET', '/orders/{id}'>>['reviews']

export interface ReviewDialogProps {
  readonly order: Order
  readonly reviews: OrderReviews
  readonly onClose: () => void
}
