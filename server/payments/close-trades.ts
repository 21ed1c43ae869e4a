import { sql } from 'kysely'
import type { ProviderName } from '../../contract/payments.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import type { PaymentProvider } from './payment-provider.ts'

const BATCH_MAX = 10
const BATCHES_MAX = 20
const AGAIN_S = 60
/** 1, 2, 4 … minutes: a day and a half in all, longer than a trade stays open anywhere. */
const TRIES_MAX = 11

/** Hears of every try that failed; `for_good` where there will be no other. */
export type ReportClose = (error: unknown, out_trade_no: string, for_good: boolean) => void

/**
 * Has providers close what nobody should pay any more: payments that another one has replaced, and
 * those of orders that ended unpaid and of changes that are no more. It only saves a refund: what is paid all the same goes back.
 */
export async function closeTrades(
  db: Db,
  clock: Clock,
  provider: PaymentProvider,
  report: ReportClose,
  stopping?: AbortSignal,
): Promise<void> {
  if (!provider.close) return
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1) {
    await giveUpAbandoned(db, provider.name, clock.now())
    const claimed = await claimClosing(db, provider.name, clock.now())
    await Promise.all(claimed.map((trade) => closeTrade(db, provider, report, trade)))
    if (claimed.length < BATCH_MAX) return
  }
}

interface ClosingTrade {
  readonly id: number
  readonly out_trade_no: string
  readonly trade_no: string | null
  readonly close_tries: number
}

async function closeTrade(
  db: Db,
  provider: PaymentProvider,
  report: ReportClose,
  trade: ClosingTrade,
): Promise<void> {
  try {
    await provider.close?.(trade)
  } catch (error) {
    const for_good = trade.close_tries >= TRIES_MAX
    report(error, trade.out_trade_no, for_good)
    if (!for_good) return
  }
  await db.updateTable('payments').set({ close_at: null }).where('id', '=', trade.id).execute()
}

/** Open payments whose order, or whose change of it, ended without them. */
async function giveUpAbandoned(db: Db, provider: ProviderName, now: Date): Promise<void> {
  await sql`
    WITH abandoned AS (
      SELECT p.id FROM payments p JOIN orders o ON o.house_id = p.house_id AND o.id = p.order_id
      LEFT JOIN order_changes c ON c.id = p.change_id
      WHERE p.status = 'open' AND p.provider = ${provider}
        AND (o.status IN ('CANCELED', 'REJECTED') OR c.status <> 'accepted')
      LIMIT ${BATCH_MAX}
      FOR UPDATE OF p SKIP LOCKED
    )
    UPDATE payments SET status = 'closed', close_at = ${now}
    FROM abandoned WHERE payments.id = abandoned.id`.execute(db)
}

/** Until the next try they are the taker's, and if it dies they are anybody's. */
async function claimClosing(db: Db, provider: ProviderName, now: Date): Promise<ClosingTrade[]> {
  const { rows } = await sql<ClosingTrade>`
    WITH due AS (
      SELECT id FROM payments
      WHERE close_at <= ${now} AND provider = ${provider} AND status = 'closed'
      ORDER BY close_at LIMIT ${BATCH_MAX}
      FOR UPDATE SKIP LOCKED
    )
    UPDATE payments SET close_tries = close_tries + 1,
      close_at = ${now}::timestamptz + make_interval(secs => ${AGAIN_S} * 2 ^ least(close_tries, 20))
    FROM due WHERE payments.id = due.id
    RETURNING payments.id, out_trade_no, trade_no, close_tries`.execute(db)
  return rows
}
