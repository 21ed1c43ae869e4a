import type { Actor } from '../../contract/order-terms.ts'
import { Refusal } from '../../contract/refusals.ts'
import { releaseNights } from '../availability/ledger.ts'
import { countFinishedStay } from '../houses/change-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import { insertStars, type ReviewStars } from '../reviews/review-stars.ts'
import type { Db, Trx } from '../schema.ts'
import { dueAt } from './order-deadlines.ts'
import {
  alwaysNeedsReason,
  EVENT_OF,
  findTransition,
  isOpen,
  type OrderAction,
  type Transition,
} from './order-states.ts'
import type { Deadlines } from './settings.ts'
import { keptOnCancel, markTax } from './settle-cancellation.ts'
import { type LockedOrder, lockOwnOrder, moveOrder, recordEvent } from './sql.ts'

export interface OrderChange {
  readonly order_id: number
  readonly user_id: number
  readonly action: OrderAction
  /** Why; becomes the order's comment where it is refused. */
  readonly reason?: string | undefined
  readonly comment?: string | undefined
  /** Beside a comment. */
  readonly stars?: ReviewStars | undefined
}

/** What is kept where an order is cancelled, or goes back where it became cheaper; in fen. */
export type Reduction = { readonly kept: number } | { readonly back: number }

/** What sends an order's money back, in the transaction that makes it necessary. */
export type RefundOrder = (
  trx: Trx,
  clock: Clock,
  order: LockedOrder,
  reduction: Reduction,
) => Promise<void>

/** What is done along the rows of the table, beside what this room does itself. */
export interface ChangeRules {
  readonly deadlines: Deadlines
  readonly refund: RefundOrder
}

/**
 * Does what a guest or a host chose. All its effects are committed together when it returns.
 *
 * @throws {Refusal} `params_invalid` without a reason that is needed; `action_invalid` when there
 * is no such order, it is not theirs, or the table has no such row: one answer for all three, so
 * that nobody can probe.
 */
export async function changeOrder(
  db: Db,
  clock: Clock,
  rules: ChangeRules,
  change: OrderChange,
): Promise<Transition> {
  if (alwaysNeedsReason(change.action)) needReason(change)
  return db.transaction().execute(async (trx) => {
    const order = await lockOwnOrder(trx, change.order_id, change.user_id)
    if (!order) throw new Refusal('action_invalid')
    const by = order.guest_id === change.user_id ? 'guest' : 'host'
    return applyTransition(trx, clock, rules, order, by, change)
  })
}

/**
 * Moves a locked order along the table, for whoever brings it about, with all that its row says.
 *
 * @throws {Refusal} `action_invalid` where the table has no such row for it.
 */
export async function applyTransition(
  trx: Trx,
  clock: Clock,
  { deadlines, refund }: ChangeRules,
  order: LockedOrder,
  by: Actor,
  change: Pick<OrderChange, 'action' | 'reason' | 'comment' | 'stars'>,
): Promise<Transition> {
  const now = clock.now()
  const transition = findTransition(change.action, order.status, by)
  if (!transition || !isOpen(transition, order, now, clock.today()))
    throw new Refusal('action_invalid')
  if (transition.reason === 'required') needReason(change)

  const moved = await moveOrder(trx, order, transition, {
    due_at: dueAt(transition.to, clock, deadlines),
    ...wordsOf(transition, change, now),
  })
  if (!moved) throw new Refusal('action_invalid')
  await recordEvent(trx, order, {
    kind: EVENT_OF[transition.action],
    to: transition.to,
    at: now,
    actor: by,
    reason: change.reason ?? '',
  })
  if (transition.releases_nights) await releaseNights(trx, { ...order, order_id: order.id })
  if (transition.refunds) {
    const kept = await keptOnCancel(trx, clock, order, transition.refunds)
    await markTax(trx, order, kept.tax)
    await refund(trx, clock, { ...order, status: transition.to }, { kept: kept.amount })
  }
  if (change.stars) await insertStars(trx, order, change.stars)
  if (transition.counts_stay) await countFinishedStay(trx, order.house_id)
  return transition
}

function wordsOf(transition: Transition, { reason, comment }: Partial<OrderChange>, now: Date) {
  if (transition.action === 'comment') return { comment: comment ?? '', commented_at: now }
  // The old pages show the reason of a rejection where a comment would stand.
  if (transition.action === 'reject') return { comment: reason ?? '' }
  return {}
}

function needReason({ reason }: Pick<OrderChange, 'reason'>): void {
  if (!reason) throw new Refusal('params_invalid', { field: 'reason', problem: 'required' })
}
