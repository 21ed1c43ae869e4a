// What orders are described by, apart from the routes: statuses, actions, actors, kinds of events.

export const ORDER_STATUSES = [
  'WAIT_ACCEPT',
  'WAIT_PAYMENT',
  'PAID',
  'WAIT_COMMENT',
  'COMPLETE',
  'REJECTED',
  'CANCELED',
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** What a person can be offered to do with an order; which of them, the order itself says. */
export const OFFERED_ACTIONS = ['accept', 'reject', 'pay', 'cancel', 'comment'] as const
export type OfferedAction = (typeof OFFERED_ACTIONS)[number]

export const ACTORS = ['guest', 'host', 'system', 'payment'] as const
export type Actor = (typeof ACTORS)[number]

/** What became of an order's money; the order stays where it is. */
export const REFUND_EVENT_KINDS = [
  'refund_canceled',
  'refund_changed',
  'refund_given',
  'refund_late',
  'refund_double',
  'refund_done',
  'refund_refused',
] as const
export type RefundEventKind = (typeof REFUND_EVENT_KINDS)[number]

/** What became of what was proposed; the order stays where it is. */
const CHANGE_EVENT_KINDS = [
  'change_proposed',
  'change_accepted',
  'change_refused',
  'change_withdrawn',
  'change_lapsed',
  'order_changed',
] as const

/** What an event of an order is. Facts: clients find the words for them. */
export const EVENT_KINDS = [
  'placed',
  'accepted',
  'rejected',
  'canceled',
  'expired',
  'paid',
  'finished',
  'commented',
  ...REFUND_EVENT_KINDS,
  ...CHANGE_EVENT_KINDS,
] as const
export type EventKind = (typeof EVENT_KINDS)[number]
