import type { Stay } from '../../api/contract.ts'
import { endOf } from '../../i18n/format.ts'

export interface Visit {
  readonly kind: 'arrival' | 'departure'
  readonly day: string
  readonly stay: Stay
}

/** Requests may still be declined; nobody comes for them yet. */
const isAccepted = ({ status }: Stay): boolean => status !== 'WAIT_ACCEPT'

/** Arrivals and departures on these days, both included, in their order. */
export function visitsBetween(stays: readonly Stay[], from: string, to: string): readonly Visit[] {
  const within = (day: string) => from <= day && day <= to
  const accepted = stays.filter(isAccepted)
  const visits: Visit[] = [
    ...accepted.map((stay): Visit => ({ kind: 'departure', day: endOf(stay.end_date), stay })),
    ...accepted.map((stay): Visit => ({ kind: 'arrival', day: stay.start_date, stay })),
  ]
  return visits
    .filter(({ day }) => within(day))
    .toSorted((one, other) => one.day.localeCompare(other.day))
}
