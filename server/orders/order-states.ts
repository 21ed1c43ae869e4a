import {
  type Actor,
  type EventKind,
  type OfferedAction,
  ORDER_STATUSES,
  type OrderStatus,
} from '../../contract/order-terms.ts'

/** What moves an order: what people may choose, and what happens by itself. */
export type OrderAction = OfferedAction | 'place' | 'expire' | 'finish'

/** When an order is moved on by itself: at `at_latest`, or `within` a time from entering its status. */
export interface Deadline {
  /** The setting that says how long. */
  readonly within?: 'accept_hours' | 'pay_minutes'
  /**
   * `stay_begins`: as the first day begins; where that day is already running, as it ends.
   * `stay_ends`: as the last day ends.
   */
  readonly at_latest: 'stay_begins' | 'stay_ends'
}

interface Row {
  readonly action: OrderAction
  readonly from: OrderStatus
  readonly to: OrderStatus
  /** Who is offered it, where that is not who brings it about: a guest starts a payment, the
   * provider's word completes it. */
  readonly offered_to?: 'guest'
  readonly reason?: 'required'
  /** Only before the first day of the stay. */
  readonly before_first_day?: true
  /** Only while the deadline of `from` has not passed. */
  readonly in_time?: true
  /** Only until the last day of the stay has ended. */
  readonly before_stay_ends?: true
  /** The nights become free in the same transaction. */
  readonly releases_nights?: true
  /** The stay counts for the house, and its comment is shown there. */
  readonly counts_stay?: true
}

/** What somebody brings about. */
interface ChosenTransition extends Row {
  readonly by: Exclude<Actor, 'system'>
  /** What goes back of the money: all of it, or what the policy says under which it was bought. */
  readonly refunds?: 'all' | 'policy'
}

/** What happens by itself, to many orders at once; money does not go back that way. */
export interface TimedTransition extends Row {
  readonly by: 'system'
  readonly due: Deadline
  readonly refunds?: never
}

export type Transition = ChosenTransition | TimedTransition

/** How an order begins. */
interface Entry {
  readonly action: 'place'
  readonly by: 'guest'
  readonly to: OrderStatus
  /** Of houses, and guests, for whom nobody has to accept. */
  readonly instant: boolean
}

export const ENTRIES: readonly Entry[] = [
  { action: 'place', by: 'guest', to: 'WAIT_ACCEPT', instant: false },
  { action: 'place', by: 'guest', to: 'WAIT_PAYMENT', instant: true },
]

/**
 * The life of an order. This table is the only place where it is told: the guards in SQL, the
 * actions that a viewer is offered, the deadlines, their sweep and the diagram in the docs are made
 * from it. No chain of rows leads back to where it began, so an order enters a status only once.
 */
export const TRANSITIONS: readonly Transition[] = [
  { action: 'accept', from: 'WAIT_ACCEPT', by: 'host', to: 'WAIT_PAYMENT', in_time: true },
  {
    action: 'reject',
    from: 'WAIT_ACCEPT',
    by: 'host',
    to: 'REJECTED',
    reason: 'required',
    releases_nights: true,
  },
  { action: 'cancel', from: 'WAIT_ACCEPT', by: 'guest', to: 'CANCELED', releases_nights: true },
  {
    action: 'expire',
    from: 'WAIT_ACCEPT',
    by: 'system',
    to: 'CANCELED',
    due: { within: 'accept_hours', at_latest: 'stay_begins' },
    releases_nights: true,
  },
  {
    action: 'pay',
    from: 'WAIT_PAYMENT',
    by: 'payment',
    to: 'PAID',
    offered_to: 'guest',
    before_stay_ends: true,
  },
  { action: 'cancel', from: 'WAIT_PAYMENT', by: 'guest', to: 'CANCELED', releases_nights: true },
  {
    action: 'cancel',
    from: 'WAIT_PAYMENT',
    by: 'host',
    to: 'CANCELED',
    reason: 'required',
    releases_nights: true,
  },
  {
    action: 'expire',
    from: 'WAIT_PAYMENT',
    by: 'system',
    to: 'CANCELED',
    due: { within: 'pay_minutes', at_latest: 'stay_ends' },
    releases_nights: true,
  },
  {
    action: 'finish',
    from: 'PAID',
    by: 'system',
    to: 'WAIT_COMMENT',
    due: { at_latest: 'stay_ends' },
  },
  {
    action: 'cancel',
    from: 'PAID',
    by: 'guest',
    to: 'CANCELED',
    before_first_day: true,
    releases_nights: true,
    refunds: 'policy',
  },
  {
    action: 'cancel',
    from: 'PAID',
    by: 'host',
    to: 'CANCELED',
    reason: 'required',
    before_first_day: true,
    releases_nights: true,
    refunds: 'all',
  },
  { action: 'comment', from: 'WAIT_COMMENT', by: 'guest', to: 'COMPLETE', counts_stay: true },
]

/** What the order's history calls each of them. */
export const EVENT_OF: Readonly<Record<OrderAction, EventKind>> = {
  place: 'placed',
  accept: 'accepted',
  reject: 'rejected',
  cancel: 'canceled',
  expire: 'expired',
  pay: 'paid',
  finish: 'finished',
  comment: 'commented',
}

export const TIMED_TRANSITIONS = TRANSITIONS.filter((row) => row.by === 'system')

/** The deadline of orders in a status; undefined where time alone moves nothing. */
export const deadlineOf = (status: OrderStatus): Deadline | undefined =>
  TIMED_TRANSITIONS.find((row) => row.from === status)?.due

/** Where the stay is over and its money is the host's. */
export const FINISHED_STATUSES: readonly OrderStatus[] = ['WAIT_COMMENT', 'COMPLETE']

/** Where what was kept of the money is for good whose it is. */
export const SETTLED_STATUSES: readonly OrderStatus[] = [...FINISHED_STATUSES, 'CANCELED']

/** Where the stay, or the end of it, is still to come: it can be called off. */
export const TO_COME: readonly OrderStatus[] = ORDER_STATUSES.filter((status) =>
  TRANSITIONS.some((row) => row.from === status && row.releases_nights),
)

export function findTransition(
  action: OrderAction,
  from: OrderStatus,
  by: Actor,
): Transition | undefined {
  return TRANSITIONS.find((row) => row.action === action && row.from === from && row.by === by)
}

/** Whether an action asks for a reason whoever takes it, whatever the order's status. */
export const alwaysNeedsReason = (action: OrderAction): boolean =>
  TRANSITIONS.every((row) => row.action !== action || row.reason === 'required')

/** What the conditions of the table are judged by. */
export interface OrderMoment {
  readonly status: OrderStatus
  readonly start_date: string
  readonly end_date: string
  readonly due_at: Date | null
}

/** Whether the conditions of a transition hold for an order, now. */
export function isOpen(transition: Transition, order: OrderMoment, now: Date, today: string) {
  if (transition.before_first_day && order.start_date <= today) return false
  if (transition.before_stay_ends && order.end_date < today) return false
  if (transition.in_time && order.due_at !== null && order.due_at <= now) return false
  return true
}

/** What a viewer may do with an order now. */
export function actionsFor(
  viewer: 'guest' | 'host',
  order: OrderMoment,
  now: Date,
  today: string,
): OfferedAction[] {
  return TRANSITIONS.filter(
    (row) =>
      row.from === order.status &&
      (row.offered_to ?? row.by) === viewer &&
      isOpen(row, order, now, today),
  ).map((row) => row.action as OfferedAction)
}
