/** A calendar day of the site's zone, `YYYY-MM-DD`, known to exist. Such strings sort as days do. */
export type NightDate = string & { readonly __brand: 'NightDate' }

const DAY_MS = 86_400_000
/** There is no year 0, and databases refuse it. */
const SHAPE = /^(?!0000)\d{4}-\d{2}-\d{2}$/

/** Whether `text` names a day. Checked by round trip, because `new Date('2026-02-30')` is 2 March. */
export function isNightDate(text: unknown): text is NightDate {
  if (typeof text !== 'string' || !SHAPE.test(text)) return false
  const instant = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
}

/** The day that `text` names, or undefined. */
export const parseNightDate = (text: unknown): NightDate | undefined =>
  isNightDate(text) ? text : undefined

// What follows takes plain text too: days that the database or an answer told are known to exist.

/** Days of a stay that is inclusive at both ends: a first day that is also the last makes 1. */
export function daysBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1
}

export function addDays(date: string, days: number): NightDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10) as NightDate
}
