/** A calendar day of the site's zone, `YYYY-MM-DD`, known to exist. Such strings sort as days do. */
export type NightDate = string & { readonly __brand: 'NightDate' }

const DAY_MS = 86_400_000
/** There is no year 0, and databases refuse it. */
const SHAPE = /^(?!0000)\d{4}-\d{2}-\d{2}$/

/**
 * The day that `text` names, or undefined. Checked by round trip, because `new Date('2026-02-30')`
 * is 2 March.
 */
export function parseNightDate(text: unknown): NightDate | undefined {
  if (typeof text !== 'string' || !SHAPE.test(text)) return undefined
  const instant = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(instant.getTime())) return undefined
  return instant.toISOString().slice(0, 10) === text ? (text as NightDate) : undefined
}

/** Days of a stay that is inclusive at both ends: a first day that is also the last makes 1. */
export function daysBetween(first: NightDate, last: NightDate): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1
}

export function addDays(date: NightDate, days: number): NightDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10) as NightDate
}
