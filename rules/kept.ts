import { taxOf } from './fees.ts'
import type { QuoteLine } from './quote.ts'

/** What is kept of what a stay cost, in fen; all else goes back. */
export interface Kept {
  readonly amount: number
  /** The part of it that is tax: of what is kept alone, and none for nights that nobody stays. */
  readonly tax: number
}

/**
 * What is kept where `percent` of the nights goes back. Fees are for what is done for guests who
 * come: all of them go back.
 */
export function keptOf(lines: readonly QuoteLine[], percent: number): Kept {
  const nights = sum(lines.filter(({ kind }) => kind === 'nights' || kind === 'discount'))
  const kept = nights - Math.floor((nights * percent + 50) / 100)
  const taxes = lines.map((line) =>
    line.kind === 'tax' && 'basis_points' in line ? taxOf(line.basis_points, kept) : 0,
  )
  const tax = taxes.reduce((total, one) => total + one, 0)
  return { amount: kept + tax, tax }
}

const sum = (lines: readonly { readonly amount: number }[]): number =>
  lines.reduce((total, { amount }) => total + amount, 0)
