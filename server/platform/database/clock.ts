import { type NightDate, parseNightDate } from '../../../rules/night-date.ts'

const MINUTE_MS = 60_000

/** The time and the site's zone, as an argument: nothing else in the server asks what time it is. */
export interface Clock {
  /** IANA name of the site's zone, e.g. `Asia/Shanghai`. */
  readonly zone: string
  now(): Date
  /** The site's calendar day at this moment. */
  today(): NightDate
  /** `YYYY-MM-DD HH:MM:SS` in the site's zone. */
  format(instant: Date): string
}

export function createClock(zone: string, now: () => Date = () => new Date()): Clock {
  const offsetAt = offsetsOf(zone)
  const format = (instant: Date) => {
    const at_ms = instant.getTime()
    return new Date(at_ms + offsetAt(at_ms)).toISOString().slice(0, 19).replace('T', ' ')
  }

  // Days change on the minute, in every zone.
  let known = { minute: Number.NaN, day: '' as NightDate }
  const today = () => {
    const instant = now()
    const minute = Math.floor(instant.getTime() / MINUTE_MS)
    if (minute !== known.minute)
      known = { minute, day: parseNightDate(format(instant).slice(0, 10)) as NightDate }
    return known.day
  }
  return { zone, now, today, format }
}

/** No zone has changed its offset at another moment than a whole minute of these, since 1972. */
const SAME_OFFSET_MS = 15 * MINUTE_MS
const OFFSETS_MAX = 4_096

/**
 * How far a zone is ahead of UTC at a moment, in ms. `Intl` is slow, and a page of orders has dozens
 * of moments, most of them near each other: what it said is kept.
 */
function offsetsOf(zone: string): (at_ms: number) => number {
  // Swedish writes dates and times as ISO 8601 does.
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const known = new Map<number, number>()
  return (at_ms) => {
    const since_ms = Math.floor(at_ms / SAME_OFFSET_MS) * SAME_OFFSET_MS
    let offset_ms = known.get(since_ms)
    if (offset_ms === undefined) {
      const local = formatter.format(new Date(since_ms)).replace(' ', 'T')
      offset_ms = Date.parse(`${local}Z`) - since_ms
      if (known.size >= OFFSETS_MAX) known.clear()
      known.set(since_ms, offset_ms)
    }
    return offset_ms
  }
}

/** `YYYY-MM-DDTHH:MM:SS±HH:MM`: as `format`, and unmistakable where an hour happens twice. */
export function formatMoment(clock: Clock, instant: Date): string {
  const local = clock.format(instant).replace(' ', 'T')
  const offset_min = Math.round((Date.parse(`${local}Z`) - instant.getTime()) / MINUTE_MS)
  const two = (count: number) => String(count).padStart(2, '0')
  const hours = Math.floor(Math.abs(offset_min) / 60)
  return `${local}${offset_min < 0 ? '-' : '+'}${two(hours)}:${two(Math.abs(offset_min) % 60)}`
}

/** The moment at which a day begins in the site's zone. */
export const beginningOf = (clock: Clock, day: string): Date => momentOn(clock, day, '00:00')

/** The moment at which the site's clock says `HH:MM` on a day. */
export function momentOn(clock: Clock, day: string, time: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const offsetAt = (at_ms: number) =>
    Date.parse(`${clock.format(new Date(at_ms)).replace(' ', 'T')}Z`) - at_ms
  const near = wanted - offsetAt(wanted)
  // The offset may change between the two.
  return new Date(wanted - offsetAt(near))
}

/**
 * Whether the runtime knows `zone` as an IANA time zone. A bare offset is none: the database reads
 * its sign the other way round.
 */
export function isTimeZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
