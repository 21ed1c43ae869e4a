import type { Days } from './days.ts'
import { feeLines, type HouseFees, type SiteTax } from './fees.ts'
import { daysBetween } from './night-date.ts'
import { nightLines, type Quote } from './quote.ts'

/** What was bought: each of its days at what it cost, and the fees of its moment. */
export interface Bought {
  readonly days: ReadonlyMap<string, number>
  readonly fees: HouseFees
}

/**
 * What a stay costs after a change. A night that stays costs what it cost, a new one what it costs
 * now; fees are those that were bought.
 *
 * @param fresh the new stay, as it would cost today
 */
export function requote(
  { days: bought, fees }: Bought,
  fresh: Quote,
  stay: Days,
  { guests, tax }: { readonly guests: number; readonly tax: SiteTax },
): Quote {
  const days = fresh.days.map(({ date, amount }) => ({ date, amount: bought.get(date) ?? amount }))
  const amounts = days.map(({ amount }) => amount)
  const nights_amount = sum(amounts)
  const nights = daysBetween(stay.first, stay.last)
  const lines = [...nightLines(amounts), ...feeLines(fees, tax, { nights, guests, nights_amount })]
  return { days, lines, amount: sum(lines.map(({ amount }) => amount)) }
}

const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0)
