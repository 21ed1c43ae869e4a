import ICAL from 'ical.js'
import { isTimeZone } from '../../platform/database/clock.ts'

/** The calendar day of an instant in a zone; making a formatter is slow, so each is kept. */
const formatters = new Map<string, Intl.DateTimeFormat>()
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  // Feeds name zones; no feed may fill the memory with them.
  if (formatters.size > 50) formatters.clear()
  formatters.set(zone, made)
  return made
}

/**
 * The site's day of a moment of a calendar. A time in UTC or in a zone is that instant; a floating
 * one, or one whose zone nobody knows, is the day that is written.
 */
export function localDay(time: ICAL.Time, written: string, zone: string): string {
  const instant_ms = instantOf(time)
  if (instant_ms === undefined) return written
  return formatterOf(zone).format(instant_ms).slice(0, 10)
}

function instantOf(time: ICAL.Time): number | undefined {
  const { zone } = time
  if (zone && zone !== ICAL.Timezone.localTimezone) return time.toUnixTime() * 1_000
  const named = (time as unknown as { readonly timezone?: string }).timezone
  if (!named || !isTimeZone(named)) return undefined
  return instantIn(named, time)
}

/** The instant at which clocks in `zone` show a time; in the hour that does not exist, the next. */
function instantIn(zone: string, time: ICAL.Time): number {
  const { year, month, day, hour, minute, second } = time
  const as_utc = Date.UTC(year, month - 1, day, hour, minute, second)
  const offset_at = (instant: number) =>
    Date.parse(`${formatterOf(zone).format(instant).replace(' ', 'T')}Z`) - instant
  const guess = as_utc - offset_at(as_utc)
  return as_utc - offset_at(guess)
}
