import type { DataOf, RouteOf } from '../api/contract.ts'
import { UNITS } from '../i18n/currency.ts'

export type Rules = DataOf<RouteOf<'GET', '/user/houses/{id}/rules'>>['rules']
type Tier = Rules['cancellation']['tiers'][number]

/** What stands in the fields, as it was typed. */
export interface TermsDraft {
  readonly cleaning: string
  readonly extra_guest: string
  readonly guests_included: string
  readonly booking: Rules['booking']
  readonly policy: Rules['cancellation']['policy']
  readonly tiers: readonly { readonly days: string; readonly percent: string }[]
  readonly free_hours: string
  readonly names_required: boolean
}

const typed = (text: string): number => Number(text.trim() || 0)
const amount = (text: string): number => Math.round(typed(text) * UNITS)

export const draftOf = ({ fees, booking, cancellation, names_required }: Rules): TermsDraft => ({
  cleaning: String(fees.cleaning / UNITS),
  extra_guest: String(fees.extra_guest / UNITS),
  guests_included: String(fees.guests_included),
  booking,
  policy: cancellation.policy,
  tiers: cancellation.tiers.map(({ days, percent }) => ({
    days: String(days),
    percent: String(percent),
  })),
  free_hours: String(cancellation.free_hours),
  names_required,
})

/** What the form does not speak of stays as it was. */
export const rulesOf = (draft: TermsDraft, before: Rules): Rules => ({
  ...before,
  fees: {
    cleaning: amount(draft.cleaning),
    extra_guest: amount(draft.extra_guest),
    guests_included: typed(draft.guests_included),
  },
  booking: draft.booking,
  names_required: draft.names_required,
  cancellation: {
    policy: draft.policy,
    tiers: draft.policy === 'custom' ? draft.tiers.map(tierOf) : [],
    free_hours: typed(draft.free_hours),
  },
})

const tierOf = ({ days, percent }: TermsDraft['tiers'][number]): Tier => ({
  days: typed(days),
  percent: typed(percent),
})
