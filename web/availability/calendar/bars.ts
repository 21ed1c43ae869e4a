import type { Stay } from '../../api/contract.ts'

/** The part of a stay that falls on a row of days. */
interface Bar {
  readonly stay: Stay
  /** Its first column, from 1 on. */
  readonly column: number
  readonly span: number
  readonly starts: boolean
  readonly ends: boolean
}

/** Stays of one house never overlap, so that one line holds them all. */
export function barsOn(days: readonly string[], stays: readonly Stay[]): readonly Bar[] {
  const first = days[0] ?? ''
  const last = days.at(-1) ?? ''
  return stays
    .filter(({ start_date, end_date }) => start_date <= last && end_date >= first)
    .map((stay) => {
      const starts = stay.start_date >= first
      const ends = stay.end_date <= last
      const from = starts ? days.indexOf(stay.start_date) : 0
      const to = ends ? days.indexOf(stay.end_date) : days.length - 1
      return { stay, column: from + 1, span: to - from + 1, starts, ends }
    })
}
