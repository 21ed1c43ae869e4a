import { sql } from 'kysely'
import { Refusal } from '../../contract/refusals.ts'
import { lockLetOrder, recordRefund } from '../orders/pay-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { post } from './ledger.ts'
import { isPaidOut } from './payout-holds.ts'
import { takeBack } from './request-refund.ts'
import { findCounted } from './sql.ts'

export interface GivenBack {
  readonly order_id: number
  readonly host_id: number
  /** Fen. */
  readonly amount: number
  readonly reason: string
}

/**
 * Gives a guest back more than they would get, of what is the host's: at any time after they paid,
 * until it was paid out.
 *
 * @throws {Refusal} `action_invalid` where it is not this host's order or nothing was paid for it;
 * `paid_out`; `refund_too_large` with what can be given.
 */
export const giveBack = (
  db: Db,
  clock: Clock,
  { order_id, host_id, amount, reason }: GivenBack,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const order = await lockLetOrder(trx, order_id, host_id)
    // Nobody pays out between the look at what was paid out and the end of this.
    await sql`LOCK TABLE payouts IN SHARE MODE`.execute(trx)
    const left = await findGiveable(trx, order)
    if (left === 'paid_out') throw new Refusal('paid_out')
    if (left === 0) throw new Refusal('action_invalid')
    if (amount > left)
      throw new Refusal('refund_too_large', { field: 'amount', problem: `must be 1 to ${left}` })
    const posted = await findPosted(trx, order)
    const refund_ids = await takeBack(trx, clock, order, 'given', amount)
    if (posted) await unpost(trx, clock, order, { ...posted, refund_id: refund_ids[0], amount })
    await recordRefund(trx, clock, order, 'refund_given', amount, { actor: 'host', reason })
  })

type Order = Awaited<ReturnType<typeof lockLetOrder>>

/** What a host can still give back of an order, in fen: all that was kept but its taxes. */
async function findGiveable(db: Db, order: Order): Promise<number | 'paid_out'> {
  const counted = await findCounted(db, order)
  const left = counted.reduce((sum, { left_fen }) => sum + left_fen, 0)
  const posted = await findPosted(db, order)
  if (posted && (await isPaidOut(db, order))) return 'paid_out'
  return Math.max(left - order.tax_fen, 0)
}

interface Posted {
  /** What the host and the platform have of it, in fen. */
  readonly host_fen: number
  readonly platform_fen: number
}

/** What was given to whom of what is kept of an order, once it is over; undefined before that. */
async function findPosted(db: Db, { house_id, id }: Order): Promise<Posted | undefined> {
  const { rows } = await sql<Posted>`
    SELECT coalesce(-sum(e.amount_fen) FILTER (WHERE e.account = 'host'), 0)::bigint AS host_fen,
      coalesce(-sum(e.amount_fen) FILTER (WHERE e.account = 'platform'), 0)::bigint AS platform_fen
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.kind = 'order' AND t.subject_id = ${id}
      OR t.kind = 'given' AND t.subject_id IN (${refundsOf(house_id, id)})
      OR t.kind = 'stay' AND t.subject_id IN (${paymentsOf(house_id, id)})
    HAVING count(*) > 0`.execute(db)
  return rows[0]
}

const paymentsOf = (house_id: number, order_id: number) =>
  sql`SELECT id FROM payments WHERE house_id = ${house_id} AND order_id = ${order_id}`

const refundsOf = (house_id: number, order_id: number) =>
  sql`SELECT id FROM refunds WHERE payment_id IN (${paymentsOf(house_id, order_id)})`

/** Takes what is given back from the host again, and from the platform its part of the fee. */
async function unpost(
  trx: Trx,
  clock: Clock,
  { house_id, id, guest_id, host_id }: Order,
  {
    host_fen,
    platform_fen,
    refund_id,
    amount,
  }: Posted & { readonly refund_id: number | undefined; readonly amount: number },
) {
  const gross = host_fen + platform_fen
  const fee_left = Math.floor((platform_fen * (gross - amount)) / gross)
  const fee = platform_fen - fee_left
  await post(trx, {
    kind: 'given',
    subject_id: refund_id as number,
    order: { house_id, order_id: id },
    at: clock.now(),
    entries: [
      { account: 'guest' as const, owner_id: guest_id, amount_fen: -amount },
      { account: 'host' as const, owner_id: host_id, amount_fen: amount - fee },
      { account: 'platform' as const, amount_fen: fee },
    ].filter((entry) => entry.amount_fen !== 0),
  })
}
