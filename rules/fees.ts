/** What a host asks beside the price of the days, in fen; 0: nothing. */
export interface HouseFees {
  /** Once a stay. */
  readonly cleaning: number
  /** A night for each guest above `guests_included`. */
  readonly extra_guest: number
  readonly guests_included: number
}

export const NO_FEES: HouseFees = { cleaning: 0, extra_guest: 0, guests_included: 1 }

/** What the site collects for its town: a part of all else, or an amount a guest and night. */
export type SiteTax =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'percent'
      /** Hundredths of a percent. */
      readonly basis_points: number
    }
  | {
      readonly kind: 'guest_night'
      /** Fen. */
      readonly amount: number
      /** Of a stay, for each guest; 0: all. */
      readonly nights_max: number
    }

export const NO_TAX: SiteTax = { kind: 'none' }

/** Fees and taxes as lines, after those of the nights. */
export type FeeLine =
  | { readonly kind: 'cleaning'; readonly amount: number }
  | {
      readonly kind: 'extra_guest'
      /** Guests times nights. */
      readonly quantity: number
      readonly unit_amount: number
      readonly amount: number
    }
  | TaxLine

export type TaxLine =
  | { readonly kind: 'tax'; readonly basis_points: number; readonly amount: number }
  | {
      readonly kind: 'tax'
      readonly quantity: number
      readonly unit_amount: number
      readonly amount: number
    }

interface Charged {
  readonly nights: number
  readonly guests: number
  /** What the nights cost, discounts taken off. */
  readonly nights_amount: number
}

/** What is asked beside the nights; lines of nothing are left out. */
export function feeLines(fees: HouseFees, tax: SiteTax, stay: Charged): FeeLine[] {
  const extra = Math.max(stay.guests - fees.guests_included, 0) * stay.nights
  const of_house: FeeLine[] = [
    {
      kind: 'extra_guest',
      quantity: extra,
      unit_amount: fees.extra_guest,
      amount: extra * fees.extra_guest,
    },
    { kind: 'cleaning', amount: fees.cleaning },
  ]
  const charged = of_house.reduce((sum, { amount }) => sum + amount, stay.nights_amount)
  return [...of_house, ...taxLines(tax, stay, charged)].filter(({ amount }) => amount > 0)
}

const HUNDRED_PERCENT = 10_000

/** In whole fen, half of one counts as one. */
export const taxOf = (basis_points: number, amount: number): number =>
  Math.floor((amount * basis_points + HUNDRED_PERCENT / 2) / HUNDRED_PERCENT)

function taxLines(tax: SiteTax, { nights, guests }: Charged, charged: number): TaxLine[] {
  if (tax.kind === 'none') return []
  if (tax.kind === 'percent') {
    const { basis_points } = tax
    return [{ kind: 'tax', basis_points, amount: taxOf(basis_points, charged) }]
  }
  const quantity = guests * (tax.nights_max > 0 ? Math.min(nights, tax.nights_max) : nights)
  return [{ kind: 'tax', quantity, unit_amount: tax.amount, amount: quantity * tax.amount }]
}
