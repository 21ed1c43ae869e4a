import type { HostDay, Stay } from '../../api/contract.ts'
import { addDays } from '../../i18n/format.ts'
import type { HouseDays } from './use-calendars.ts'

/** Days one after the other that somebody holds: a guest, the host, another site. */
export interface Held {
  readonly key: string
  readonly first: string
  readonly last: string
  readonly stay?: Stay
  /** Of days that the host closed or another site holds: the first of them. */
  readonly day?: HostDay
  /** The name of the feed that contradicts the stay. */
  readonly conflict?: string | undefined
}

/** Stays, closed days and imported ones of a house between two days, in their order. */
export function heldOf(
  house_id: number,
  days: HouseDays | undefined,
  stays: readonly Stay[],
): readonly Held[] {
  const of_guests = stays
    .filter((stay) => stay.house_id === house_id)
    .map((stay) => ({
      key: `stay-${stay.order_id}`,
      first: stay.start_date,
      last: stay.end_date,
      stay,
      conflict: days?.get(stay.start_date)?.conflict ?? days?.get(stay.end_date)?.conflict,
    }))
  return [...of_guests, ...closedRuns(days)].toSorted((one, other) =>
    one.first.localeCompare(other.first),
  )
}

function closedRuns(days: HouseDays | undefined): readonly Held[] {
  const runs: { key: string; first: string; last: string; day: HostDay }[] = []
  for (const day of days?.values() ?? []) {
    if (day.state !== 'closed' && day.state !== 'imported') continue
    const run = runs.at(-1)
    if (run && addDays(run.last, 1) === day.date && isAlike(run.day, day)) run.last = day.date
    else runs.push({ key: `${day.state}-${day.date}`, first: day.date, last: day.date, day })
  }
  return runs
}

const isAlike = (one: HostDay, other: HostDay): boolean =>
  one.state === other.state && one.note === other.note && one.feed_id === other.feed_id

/** The part of what is held that falls on a row of days. */
export interface Bar extends Held {
  /** The day of the row on which it begins there. */
  readonly on: string
  readonly span: number
  readonly starts: boolean
  readonly ends: boolean
}

/** What is held never overlaps within a house, so that one line holds it all. */
export function barsOn(row: readonly string[], held: readonly Held[]): readonly Bar[] {
  const start = row[0] ?? ''
  const end = row.at(-1) ?? ''
  return held
    .filter(({ first, last }) => first <= end && last >= start)
    .map((one) => {
      const starts = one.first >= start
      const ends = one.last <= end
      const on = starts ? one.first : start
      const to = ends ? one.last : end
      return { ...one, on, span: row.indexOf(to) - row.indexOf(on) + 1, starts, ends }
    })
}
