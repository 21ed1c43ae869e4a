import { sql } from 'kysely'
import type { NightDate } from '../../rules/night-date.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { EARNED_ENTRIES, post } from './ledger.ts'

export interface HostBalance {
  readonly host_id: number
  readonly name: string
  /** As verified; for the operator's eyes alone. */
  readonly real_name: string | null
  readonly mobile: string
  readonly amount_fen: number
}

/** What each host is owed for the orders whose stays ended, or would have, on `until` or before, less what was paid out. */
export async function findHostBalances(db: Db, until: NightDate): Promise<HostBalance[]> {
  const { rows } = await sql<HostBalance>`
    WITH earned AS (
      SELECT e.owner_id AS host_id, -sum(e.amount_fen)::bigint AS fen
      FROM ${EARNED_ENTRIES}
      WHERE e.account = 'host' AND o.end_date <= ${until}
      GROUP BY e.owner_id
    ),
    paid AS (SELECT host_id, sum(amount_fen)::bigint AS fen FROM payouts GROUP BY host_id)
    SELECT users.id AS host_id, users.name, users.real_name, users.mobile,
      earned.fen - coalesce(paid.fen, 0) AS amount_fen
    FROM earned LEFT JOIN paid USING (host_id) JOIN users ON users.id = earned.host_id
    WHERE earned.fen > coalesce(paid.fen, 0)
    ORDER BY users.id`.execute(db)
  return rows
}

/**
 * Records all balances as paid out. A second call, even at the same time, finds no balance left.
 */
export const settleHostBalances = (
  db: Db,
  clock: Clock,
  until: NightDate,
): Promise<HostBalance[]> =>
  db.transaction().execute(async (trx) => {
    await sql`LOCK TABLE payouts IN SHARE ROW EXCLUSIVE MODE`.execute(trx)
    const balances = await findHostBalances(trx, until)
    const created_at = clock.now()
    for (const { host_id, amount_fen } of balances)
      await payOut(trx, { host_id, amount_fen, until, created_at })
    return balances
  })

/** The payouts that were recorded last, to write their list again. */
export async function findLastPayouts(
  db: Db,
): Promise<(HostBalance & { readonly until: string })[]> {
  const last = db.selectFrom('payouts').select(({ fn }) => fn.max('created_at').as('at'))
  return db
    .selectFrom('payouts')
    .innerJoin('users', 'users.id', 'payouts.host_id')
    .select(['payouts.host_id', 'payouts.amount_fen', 'payouts.until'])
    .select(['users.name', 'users.real_name', 'users.mobile'])
    .where('payouts.created_at', '=', last)
    .orderBy('payouts.host_id')
    .execute()
}

interface Payout {
  readonly host_id: number
  readonly amount_fen: number
  readonly until: NightDate
  readonly created_at: Date
}

async function payOut(trx: Trx, payout: Payout): Promise<void> {
  const { id } = await trx
    .insertInto('payouts')
    .values(payout)
    .returning('id')
    .executeTakeFirstOrThrow()
  await post(trx, {
    kind: 'payout',
    subject_id: id,
    at: payout.created_at,
    entries: [
      { account: 'host', owner_id: payout.host_id, amount_fen: payout.amount_fen },
      { account: 'bank', amount_fen: -payout.amount_fen },
    ],
  })
}
