import type { ChangeAction } from '../../../contract/order-changes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { claimForChange } from '../../availability/ledger.ts'
import type { Db, Trx } from '../../schema.ts'
import type { ChangeRules } from '../change-order.ts'
import { type LockedOrder, lockOwnOrder, recordEvent } from '../sql.ts'
import { applyChange } from './apply-change.ts'
import { changeActions } from './change-actions.ts'
import { findChanges, moveChange, type OrderChangeRow } from './change-rows.ts'
import { type ChangeSite, dueBefore } from './propose-change.ts'

export interface ChangeAnswer {
  readonly order_id: number
  readonly change_id: number
  readonly user_id: number
  readonly action: ChangeAction
}

const MINUTE_MS = 60_000

/**
 * Accepts, refuses or withdraws what was proposed. What is accepted holds its nights when this
 * returns, and is done unless its guest has a difference to pay.
 *
 * @throws {Refusal} `action_invalid`; `dates_taken` where somebody has one of the nights: then it
 * stays open.
 */
export const answerChange = (
  db: Db,
  site: ChangeSite,
  rules: ChangeRules,
  { order_id, change_id, user_id, action }: ChangeAnswer,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const order = await lockOwnOrder(trx, order_id, user_id)
    if (!order) throw new Refusal('action_invalid')
    const by = order.guest_id === user_id ? 'guest' : 'host'
    const changes = await findChanges(trx, { house_id: order.house_id, order_id })
    const change = changes.find(({ id }) => id === change_id)
    const now = site.clock.now()
    if (!change || !changeActions(order, change, by, now).includes(action))
      throw new Refusal('action_invalid')
    await recordEvent(trx, order, {
      kind: EVENTS[action],
      to: order.status,
      at: now,
      actor: by,
      reason: '',
    })
    if (action !== 'accept') return moveChange(trx, change, { status: ENDS[action] })
    await accept(trx, site, rules, order, change)
  })

const EVENTS = {
  accept: 'change_accepted',
  refuse: 'change_refused',
  withdraw: 'change_withdrawn',
} as const
const ENDS = { refuse: 'refused', withdraw: 'withdrawn' } as const

async function accept(
  trx: Trx,
  site: ChangeSite,
  rules: ChangeRules,
  order: LockedOrder,
  change: OrderChangeRow,
): Promise<void> {
  if (isGoneBy(site, order, change)) throw new Refusal('dates_invalid')
  if (change.amount_fen <= order.amount_fen) {
    await applyChange(trx, site.clock, rules, order, change, 'system')
    return
  }
  const stay = { ...order, order_id: order.id }
  const days = { first: change.start_date, last: change.end_date }
  if (!(await claimForChange(trx, stay, days as never, change.id))) throw new Refusal('dates_taken')
  await moveChange(trx, change, {
    status: 'accepted',
    due_at: dueBefore(site, order, rules.deadlines.pay_minutes * MINUTE_MS),
  })
}

/** Its first day began while nobody answered. */
const isGoneBy = ({ clock }: ChangeSite, order: LockedOrder, { start_date }: OrderChangeRow) =>
  start_date !== order.start_date &&
  (start_date < clock.today() || order.start_date <= clock.today())
