import { Refusal } from '../../contract/refusals.ts'
import { endOfTier, tiersOf } from '../../rules/cancellation.ts'
import { addDays } from '../../rules/night-date.ts'
import { publicName } from '../account/public-profile.ts'
import { beginningOf, type Clock, formatMoment } from '../platform/database/clock.ts'
import { type Spoken, tellLine } from '../pricing/quote-lines.ts'
import type { Database } from '../schema.ts'
import { addressFor } from './address-for.ts'
import { type FoundOrder, findOrder } from './find-orders.ts'
import { linesOf } from './order-lines.ts'
import { policyOf } from './settle-cancellation.ts'
import { findMoves } from './sql.ts'

export interface ReceiptQuestion extends Spoken {
  readonly order_id: number
  readonly user_id: number
}

/**
 * What was bought and what was paid for it, for its guest and its host: told from what the order
 * kept, whatever its house is by now.
 *
 * @throws {Refusal} `order_missing`; `action_invalid` where nothing was paid.
 */
export async function showReceipt(
  database: Database,
  clock: Clock,
  { order_id, user_id, ...spoken }: ReceiptQuestion,
) {
  const order = await findOrder(database, order_id, user_id)
  if (!order) throw new Refusal('order_missing')
  const moves = await findMoves(database.kysely, order)
  if (moves.length === 0) throw new Refusal('action_invalid')
  const { terms } = order
  return {
    order_id: order.id,
    title: order.title,
    address: addressFor(order.guest_id === user_id ? 'guest' : 'host', order),
    guest_name: publicName(order.guest_name, order.guest_mobile),
    ctime: clock.format(order.created_at),
    start_date: order.start_date,
    check_out: addDays(order.end_date, 1),
    check_in_time: terms?.check_in ?? order.check_in,
    check_out_time: terms?.check_out ?? order.check_out,
    guests: order.guests,
    ...tellPolicy(clock, order),
    lines: linesOf(order).map((line) => tellLine(line, spoken)),
    amount: order.amount_fen,
    moves: moves.map(({ at, amount }) => ({ at: clock.format(at), amount })),
    balance: moves.reduce((sum, { amount }) => sum + amount, 0),
  }
}

/** What the guest was promised, whether or not they could still cancel. */
function tellPolicy(clock: Clock, order: FoundOrder) {
  const { policy, free_hours, tiers } = policyOf(order)
  return {
    policy,
    free_hours,
    tiers: tiersOf({ policy, free_hours, tiers }).map(({ days, percent }) => ({
      days,
      until: formatMoment(clock, beginningOf(clock, endOfTier(order.start_date, days))),
      percent,
    })),
  }
}
