import type { Days } from '../../rules/days.ts'

/** What a host sent for days; what was left out stays as it is. */
export interface CalendarChange {
  readonly closed?: boolean
  readonly note?: string
  readonly free_only?: boolean
  /** Yuan; null takes the price of the days away, and the rules say it again. */
  readonly price?: number | string | null
  readonly min_days?: number | null
  readonly max_days?: number | null
}

export interface ChangeOfDays {
  readonly days: Days
  readonly change: CalendarChange
}

/** A change that restores what stood for days, in the words in which hosts send one. */
export interface StoodBefore {
  start_date: string
  end_date: string
  closed?: boolean
  note?: string
  price?: string | null
  min_days?: number | null
  max_days?: number | null
}
