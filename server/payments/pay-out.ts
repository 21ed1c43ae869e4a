import { sql } from 'kysely'
import type { NightDate } from '../../rules/night-date.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { post } from './ledger.ts'
import { type DueOrder, selectDue } from './payout-lines.ts'

export interface Host {
  readonly host_id: number
  readonly name: string
  /** As verified; for the operator's eyes alone. */
  readonly real_name: string | null
  readonly mobile: string
}

/** What a host is paid, or is to be paid, and for which orders. */
export interface HostBalance extends Host {
  readonly amount_fen: number
  readonly until: string
  readonly orders: readonly DueOrder[]
}

/**
 * What is owed for orders whose stays ended, or would have, on `until` or before, and was not paid
 * out; also what is on hold, which nobody is paid.
 */
export const findDueOrders = (db: Db, until: NightDate): Promise<DueOrder[]> =>
  selectDue(
    db,
    sql`SELECT house_id, order_id, fen, hold_id FROM due_orders WHERE end_date <= ${until}`,
  )

/** What each host is owed of that and can be paid. */
export async function findHostBalances(db: Db, until: NightDate): Promise<HostBalance[]> {
  const due = await findDueOrders(db, until)
  return byHost(
    db,
    due.filter(({ hold }) => hold === null).map((order) => ({ ...order, until })),
  )
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
export async function findLastPayouts(db: Db): Promise<HostBalance[]> {
  const last = db.selectFrom('payouts').select(({ fn }) => fn.max('created_at').as('at'))
  const payouts = await db
    .selectFrom('payouts')
    .select(['id', 'until'])
    .where('created_at', '=', last)
    .execute()
  const [{ until = '' } = {}] = payouts
  const ids = payouts.map(({ id }) => id)
  const orders = await selectDue(
    db,
    sql`SELECT house_id, order_id, amount_fen AS fen, NULL::bigint AS hold_id
      FROM payout_orders WHERE payout_id = ANY (${ids}::bigint[])`,
  )
  return byHost(
    db,
    orders.map((order) => ({ ...order, until })),
  )
}

/** In the order of their ids; whoever is owed nothing is left out. */
async function byHost(
  db: Db,
  orders: readonly (DueOrder & { readonly until: string })[],
): Promise<HostBalance[]> {
  const own = Map.groupBy(orders, ({ host_id }) => host_id)
  const hosts = await db
    .selectFrom('users')
    .select(['id as host_id', 'name', 'real_name', 'mobile'])
    .where('id', 'in', [0, ...own.keys()])
    .orderBy('id')
    .execute()
  return hosts
    .map((host) => {
      const of_host = own.get(host.host_id) ?? []
      const amount_fen = of_host.reduce((sum, { fen }) => sum + fen, 0)
      return { ...host, amount_fen, until: of_host[0]?.until ?? '', orders: of_host }
    })
    .filter(({ amount_fen }) => amount_fen > 0)
}

interface Payout {
  readonly host_id: number
  readonly amount_fen: number
  readonly until: NightDate
  readonly created_at: Date
}

/** The database notes which orders it is for, and refuses what is not all that is due. */
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
