import type { REFUND_REASONS } from '../../contract/payments.ts'
import type { OrderEvent } from '../api/contract.ts'

type Reasons = typeof REFUND_REASONS
type Refund = keyof Reasons

/** What an event says of a refund, told from what it gives as its reason. */
const REFUNDS: { readonly [R in Refund as Reasons[R]]: R } = {
  '订单已取消，全额退款处理中': 'canceled',
  '付款到达时订单已结束，全额退款处理中': 'late',
  '订单已支付过，重复的付款退款处理中': 'double',
  '退款成功，款项已原路退回': 'done',
  '退款未能完成，平台正在人工处理': 'refused',
}

export const refundIn = ({ actor, reason }: OrderEvent): Refund | undefined =>
  actor === 'payment' ? REFUNDS[reason as keyof typeof REFUNDS] : undefined

/** How far the money of an order that is over has come back; undefined where none was paid. */
export function refundState(
  events: readonly OrderEvent[],
): 'under_way' | 'done' | 'refused' | undefined {
  const told = events.map(refundIn).filter((refund) => refund !== undefined)
  const last = told.at(-1)
  if (last === 'done' || last === 'refused') return last
  return last || events.some(({ to }) => to === 'PAID') ? 'under_way' : undefined
}
