import { money, readTyped } from '../../i18n/currency.ts'
import { PRICE_MAX } from './rule-limits.ts'

interface Limits {
  readonly min: number
  readonly max: number
}

/** A whole number as typed; undefined where it is none, or beyond the limits. */
export function readCount(text: string, { min, max }: Limits): number | undefined {
  const typed = text.trim()
  if (!/^\d{1,6}$/.test(typed)) return undefined
  const count = Number(typed)
  return count >= min && count <= max ? count : undefined
}

/** A price of a day as typed; undefined where it is none. */
export function readPrice(text: string): number | undefined {
  const amount = readTyped(text.trim())
  return amount !== undefined && amount >= 1 && amount <= PRICE_MAX ? amount : undefined
}

/** What `readPrice` takes, for whoever has to be told. */
export const priceLimits = () => ({ least: money(1), most: money(PRICE_MAX) })
