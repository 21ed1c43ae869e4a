import { plainMoney } from '../../rules/money.ts'
import { parseNightDate } from '../../rules/night-date.ts'
import { findHostBalances, findLastPayouts, settleHostBalances } from '../payments/pay-out.ts'
import { postOrders } from '../payments/post-orders.ts'
import { csvOf } from '../platform/files/csv.ts'
import { openRuntime, type Runtime } from '../runtime.ts'

export interface PayoutOptions {
  /** The last day of the stays that are paid for; absent: today. */
  readonly until: string | undefined
  readonly settle: boolean
  /** Writes what was settled the last time once more. */
  readonly repeat: boolean
}

const columnsIn = (unit: string) =>
  ['host_id', 'name', 'real_name', 'mobile', `amount_${unit}`, 'until'] as const

/** Writes what hosts are owed to standard output as CSV; with `settle` it is noted as paid out. */
export async function exportPayouts(options: PayoutOptions) {
  const runtime = await openRuntime()
  try {
    const payouts = await choose(runtime, options)
    const { currency } = runtime.settings
    const unit = currency === 'CNY' ? 'yuan' : currency.toLowerCase()
    const rows = payouts.map(({ host_id, name, real_name, mobile, amount_fen, until }) => [
      String(host_id),
      name,
      real_name ?? '',
      mobile,
      plainMoney(amount_fen, currency),
      until,
    ])
    process.stdout.write(csvOf([columnsIn(unit), ...rows]))
    const total = payouts.reduce((sum, one) => sum + one.amount_fen, 0)
    const noted = options.settle || options.repeat ? ', noted as paid out' : ''
    console.error(`hosts: ${payouts.length}, ${unit}: ${plainMoney(total, currency)}${noted}`)
  } finally {
    await runtime.database.close()
  }
}

async function choose({ database, clock, settings }: Runtime, options: PayoutOptions) {
  const { kysely } = database
  if (options.repeat) return findLastPayouts(kysely)
  const until = options.until === undefined ? clock.today() : parseNightDate(options.until)
  if (!until) throw new Error(`--until is "${options.until}"; it must be a day, YYYY-MM-DD`)
  await postOrders(kysely, clock, settings.fee_basis_points)
  const owed = await (options.settle
    ? settleHostBalances(kysely, clock, until)
    : findHostBalances(kysely, until))
  return owed.map((one) => ({ ...one, until }))
}
