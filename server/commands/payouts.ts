import { plainMoney } from '../../rules/money.ts'
import { parseNightDate } from '../../rules/night-date.ts'
import { auditCommand } from '../operator/audit-log.ts'
import {
  findDueOrders,
  findHostBalances,
  findLastPayouts,
  type HostBalance,
  settleHostBalances,
} from '../payments/pay-out.ts'
import { addSums, type DueOrder, PAYOUT_SUMS, type PayoutSums } from '../payments/payout-lines.ts'
import { postOrders } from '../payments/post-orders.ts'
import { csvOf } from '../platform/files/csv.ts'
import { openRuntime, type Runtime } from '../runtime.ts'

export { isOfHolds, manageHolds } from './payout-holds.ts'

export interface PayoutOptions {
  /** The last day of the stays that are paid for; absent: today. */
  readonly until: string | undefined
  readonly settle: boolean
  /** Writes what was settled the last time once more. */
  readonly repeat: boolean
  /** A row for each order. */
  readonly by_order: boolean
}

interface Payouts {
  readonly balances: readonly HostBalance[]
  /** What is due and on hold. */
  readonly held: readonly DueOrder[]
}

/** Writes what hosts are owed to standard output as CSV; with `settle` it is noted as paid out. */
export async function exportPayouts(options: PayoutOptions) {
  const runtime = await openRuntime()
  try {
    const payouts = await choose(runtime, options)
    const { currency } = runtime.settings
    if (options.settle) await noteSettled(runtime, payouts)
    const write = options.by_order ? rowsOfOrders : rowsOfHosts
    process.stdout.write(csvOf(write(payouts, (amount) => plainMoney(amount, currency), currency)))
    report(payouts, currency, options.settle || options.repeat)
  } finally {
    await runtime.database.close()
  }
}

async function choose(runtime: Runtime, options: PayoutOptions): Promise<Payouts> {
  const { clock, settings } = runtime
  const { kysely } = runtime.database
  if (options.repeat) return { balances: await findLastPayouts(kysely), held: [] }
  const until = options.until === undefined ? clock.today() : parseNightDate(options.until)
  if (!until) throw new Error(`--until is "${options.until}"; it must be a day, YYYY-MM-DD`)
  await postOrders(kysely, clock, settings.fee_basis_points)
  const due = await findDueOrders(kysely, until)
  const balances = await (options.settle
    ? settleHostBalances(kysely, clock, until)
    : findHostBalances(kysely, until))
  return { balances, held: due.filter(({ hold }) => hold !== null) }
}

const noteSettled = ({ database, clock }: Runtime, { balances }: Payouts) =>
  auditCommand(database.kysely, clock, {
    act: 'payouts_settled',
    subject: 'payouts',
    after: balances.map(({ host_id, amount_fen }) => ({ host_id, amount_fen })),
  })

type Write = (amount: number) => string

const unitIn = (currency: string): string => (currency === 'CNY' ? 'yuan' : currency.toLowerCase())

/** `amount` is what the columns after it sum to, but for the last one, which nobody is paid. */
function rowsOfHosts({ balances, held }: Payouts, write: Write, currency: string): string[][] {
  const unit = unitIn(currency)
  const columns = ['host_id', 'name', 'real_name', 'mobile', `amount_${unit}`, 'until']
  const sums = [...PAYOUT_SUMS, 'on_hold'].map((name) => `${name}_${unit}`)
  const rows = balances.map(({ host_id, name, real_name, mobile, amount_fen, until, orders }) => {
    const on_hold = sumOf(held.filter((order) => order.host_id === host_id))
    const person = [String(host_id), name, real_name ?? '', mobile]
    return [...person, write(amount_fen), until, ...cellsOf(addSums(orders), write), write(on_hold)]
  })
  return [[...columns, ...sums], ...rows]
}

function rowsOfOrders({ balances, held }: Payouts, write: Write, currency: string): string[][] {
  const unit = unitIn(currency)
  const columns = ['host_id', 'order_id', 'start_date', 'end_date', `amount_${unit}`]
  const sums = PAYOUT_SUMS.map((name) => `${name}_${unit}`)
  const paid = balances.flatMap(({ orders }) => orders)
  const rows = [...paid, ...held].map((order) => {
    const { host_id, order_id, start_date, end_date, hold } = order
    const key = [String(host_id), String(order_id), start_date, end_date]
    const why = [hold?.reason ?? '', hold?.held_by ?? '']
    return [...key, write(order.fen), ...cellsOf(order.sums, write), ...why]
  })
  return [[...columns, ...sums, 'on_hold', 'held_by'], ...rows]
}

const cellsOf = (sums: PayoutSums, write: Write): string[] =>
  PAYOUT_SUMS.map((name) => write(sums[name]))

const sumOf = (orders: readonly DueOrder[]): number => orders.reduce((sum, { fen }) => sum + fen, 0)

function report({ balances, held }: Payouts, currency: string, noted: boolean): void {
  const unit = unitIn(currency)
  const total = balances.reduce((sum, { amount_fen }) => sum + amount_fen, 0)
  const end = noted ? ', noted as paid out' : ''
  console.error(`hosts: ${balances.length}, ${unit}: ${plainMoney(total, currency)}${end}`)
  if (held.length > 0)
    console.error(`on hold: ${held.length} orders, ${unit}: ${plainMoney(sumOf(held), currency)}`)
}
