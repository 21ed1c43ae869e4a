import { sql } from 'kysely'
import type { ProviderName } from '../../contract/payments.ts'
import type { Db, Tables, Trx } from '../schema.ts'

export interface ClaimedRefund {
  readonly refund_id: number
  readonly payment_id: number
  readonly out_trade_no: string
  readonly trade_no: string
  readonly amount_fen: number
  readonly paid_fen: number
}

interface Claim {
  readonly provider: ProviderName
  readonly now: Date
  readonly limit: number
  /** Before the second try; doubled for each one after it, up to `again_s_max`. */
  readonly again_s: number
  readonly again_s_max: number
}

/**
 * Takes refunds whose time has come, and sets the time of their next try: until then they are the
 * taker's, and if it dies they are anybody's.
 */
export async function claimRefunds(db: Db, claim: Claim): Promise<ClaimedRefund[]> {
  const { provider, now, limit, again_s, again_s_max } = claim
  const { rows } = await sql<ClaimedRefund>`
    WITH due AS (
      SELECT r.id, p.out_trade_no, p.trade_no, p.amount_fen AS paid_fen
      FROM refunds r JOIN payments p ON p.id = r.payment_id
      WHERE r.status = 'pending' AND r.next_try_at <= ${now} AND p.provider = ${provider}
      ORDER BY r.next_try_at
      LIMIT ${limit}
      FOR UPDATE OF r SKIP LOCKED
    )
    UPDATE refunds SET tries = tries + 1, part_tries = part_tries + 1,
      next_try_at = ${now}::timestamptz
        + make_interval(secs => least(${again_s} * 2 ^ least(tries, 20), ${again_s_max}))
    FROM due WHERE refunds.id = due.id
    RETURNING refunds.id AS refund_id, refunds.payment_id, due.out_trade_no, due.trade_no,
      refunds.amount_fen, due.paid_fen`.execute(db)
  return rows
}

/** A refund that its provider speaks of. */
export const findToldRefund = (db: Db, refund_id: number) =>
  db
    .selectFrom('refunds')
    .innerJoin('payments', 'payments.id', 'refunds.payment_id')
    .select(['refunds.id as refund_id', 'refunds.payment_id', 'refunds.status'])
    .select(['payments.provider', 'payments.out_trade_no', 'refunds.amount_fen'])
    .where('refunds.id', '=', refund_id)
    .executeTakeFirst()

export const noteFailure = (db: Db, refund_id: number, last_code: string) =>
  db.updateTable('refunds').set({ last_code }).where('id', '=', refund_id).execute()

/** What goes back, and whose it is. */
export const findRefund = (trx: Trx, refund_id: number) =>
  trx
    .selectFrom('refunds')
    .innerJoin('payments', 'payments.id', 'refunds.payment_id')
    .select(['payments.house_id', 'payments.order_id', 'payments.guest_id', 'refunds.amount_fen'])
    .where('refunds.id', '=', refund_id)
    .executeTakeFirstOrThrow()

type Ending = Pick<Tables['refunds'], 'last_code' | 'ended_at'> & {
  readonly status: 'done' | 'refused'
}

/** False where it has ended already; what was refused can still be done. */
export async function endRefund(trx: Trx, refund_id: number, ending: Ending): Promise<boolean> {
  const result = await trx
    .updateTable('refunds')
    .set(ending)
    .where('id', '=', refund_id)
    .where('status', 'in', ending.status === 'done' ? ['pending', 'refused'] : ['pending'])
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Refunds that are not done: those that need the operator first. */
export async function findOpenRefunds(db: Db) {
  return db
    .selectFrom('refunds')
    .innerJoin('payments', 'payments.id', 'refunds.payment_id')
    .select(['refunds.id', 'refunds.status', 'refunds.cause', 'refunds.tries', 'refunds.last_code'])
    .select(['refunds.created_at', 'refunds.payment_id', 'payments.provider'])
    .select(['payments.order_id', 'payments.out_trade_no', 'payments.trade_no'])
    .select('refunds.amount_fen')
    .where('refunds.status', '<>', 'done')
    .orderBy('refunds.status', 'desc')
    .orderBy('refunds.id')
    .execute()
}

/** Whether it had been refused, and is now tried again. */
export async function retryRefund(db: Db, refund_id: number, now: Date): Promise<boolean> {
  const result = await db
    .updateTable('refunds')
    .set({ status: 'pending', ended_at: null, next_try_at: now, tries: 0 })
    .where('id', '=', refund_id)
    .where('status', '=', 'refused')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
