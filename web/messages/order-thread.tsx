import type { Order } from '../api/contract.ts'
import { Conversation } from './conversation.tsx'

/** What the guest and the host of an order write each other, beside it. */
export const OrderThread = ({ order }: { readonly order: Order }) => (
  <Conversation key={order.order_id} about={{ order_id: order.order_id }} title={order.title} />
)
