import { sql } from 'kysely'
import { Refusal } from '../../contract/refusals.ts'
import { FINISHED_STATUSES } from '../orders/order-states.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { EARNED_ENTRIES } from './ledger.ts'

interface EarningsQuery {
  readonly host_id: number
  /** `YYYY`; absent: the present one. */
  readonly year: string | undefined
}

interface Month {
  readonly month: string
  readonly stays: number
  readonly days: number
  readonly gross: number
  readonly fee: number
  readonly net: number
}

/**
 * What a host earned in each month of a year, and what is owed to them of all years.
 *
 * @throws {Refusal} `params_invalid` for the year 0, which there was not.
 */
export async function showEarnings(db: Db, clock: Clock, query: EarningsQuery) {
  const year = Number(query.year ?? clock.today().slice(0, 4))
  if (year < 1) throw new Refusal('params_invalid', { field: 'year', problem: 'must be 0001 on' })
  const earned = await findMonths(db, query.host_id, year)
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = `${String(year).padStart(4, '0')}-${String(index + 1).padStart(2, '0')}`
    const none: Month = { month, stays: 0, days: 0, gross: 0, fee: 0, net: 0 }
    return earned.find((one) => one.month === month) ?? none
  })
  return {
    year,
    months,
    due: await findDue(db, query.host_id),
    held: await findHeld(db, query.host_id),
  }
}

/** What was kept of a cancelled order is earned, but is no stay. */
const STAYED = sql`o.status = ANY (${[...FINISHED_STATUSES]}::text[])`

/** A stay counts in the month of its last day. */
async function findMonths(db: Db, host_id: number, year: number): Promise<Month[]> {
  const { rows } = await sql<Month>`
    SELECT to_char(o.end_date, 'YYYY-MM') AS month,
      count(DISTINCT o.id) FILTER (WHERE ${STAYED}) AS stays,
      coalesce(sum(o.end_date - o.start_date + 1)
        FILTER (WHERE ${STAYED} AND t.kind <> 'given'), 0)::bigint AS days,
      sum(-e.amount_fen - coalesce(fee.fen, 0))::bigint AS gross,
      sum(-coalesce(fee.fen, 0))::bigint AS fee,
      sum(-e.amount_fen)::bigint AS net
    FROM ${EARNED_ENTRIES}
    LEFT JOIN LATERAL (
      SELECT sum(amount_fen) AS fen FROM ledger_entries
      WHERE transaction_id = t.id AND account = 'platform'
    ) AS fee ON true
    WHERE e.account = 'host' AND e.owner_id = ${host_id}
      AND o.end_date >= make_date(${year}, 1, 1) AND o.end_date <= make_date(${year}, 12, 31)
    GROUP BY 1`.execute(db)
  return rows
}

async function findDue(db: Db, host_id: number): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    SELECT coalesce(-sum(amount_fen), 0)::bigint AS due FROM ledger_entries
    WHERE account = 'host' AND owner_id = ${host_id}`.execute(db)
  return rows[0]?.due ?? 0
}

/** The part of it that is on hold. */
async function findHeld(db: Db, host_id: number): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    SELECT coalesce(sum(fen), 0)::bigint AS held FROM due_orders
    WHERE host_id = ${host_id} AND hold_id IS NOT NULL`.execute(db)
  return rows[0]?.held ?? 0
}
