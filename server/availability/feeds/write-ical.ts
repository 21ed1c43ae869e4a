import ICAL from 'ical.js'
import type { Days } from '../../../rules/days.ts'
import { addDays } from '../../../rules/night-date.ts'

/** A held range as it is told to other sites: that it is taken, and nothing about who. */
export interface ExportedRange extends Days {
  /** The same for as long as the range is held. */
  readonly uid: string
  readonly kind: 'order' | 'closed'
  readonly since: Date
}

const SUMMARIES = { order: 'Reserved', closed: 'Closed' } as const

/**
 * The held ranges of a house as iCalendar (RFC 5545): all-day events whose DTEND is the day after
 * the last one, CRLF, folded lines. The same ranges make the same bytes.
 */
export function writeIcal(ranges: readonly ExportedRange[]): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//ihome//calendar//EN')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  for (const range of ranges) calendar.addSubcomponent(eventOf(range))
  return `${calendar.toString()}\r\n`
}

function eventOf({ uid, kind, since, first, last }: ExportedRange): ICAL.Component {
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', uid)
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(since, true))
  event.addPropertyWithValue('dtstart', ICAL.Time.fromDateString(first))
  event.addPropertyWithValue('dtend', ICAL.Time.fromDateString(addDays(last, 1)))
  event.addPropertyWithValue('summary', SUMMARIES[kind])
  event.addPropertyWithValue('transp', 'OPAQUE')
  return event
}
