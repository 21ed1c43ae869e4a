import ICAL from 'ical.js'
import type { Days } from '../../../rules/days.ts'
import { addDays, type NightDate, parseNightDate } from '../../../rules/night-date.ts'
import { UnreadableFeed } from './feed-faults.ts'
import { localDay } from './local-day.ts'

/** Events of one feed; one more and the feed is refused. */
const EVENTS_MAX = 5_000
/** Steps through recurrences of one feed: a rule without end is followed to the horizon only. */
const OCCURRENCES_MAX = 20_000

/** Characters of what names an event. */
const UID_MAX = 500

/** What begins later is a mistake; what ends later is closed for as long as anybody looks ahead. */
const YEAR_MAX = 2_199

/** One event of a calendar, as the days it takes: both inclusive. */
export interface FeedRange extends Days {
  readonly uid: string
  readonly summary: string
}

export interface ReadOptions {
  /** The site's zone: an event takes the days it covers there. */
  readonly zone: string
  /** Nothing outside of these days is read. */
  readonly within: Days
}

/**
 * The days that the events of an iCalendar text (RFC 5545) take. Cancelled and transparent events
 * take none. `DTEND` is exclusive: a stay that leaves on the 3rd takes the 2nd as its last day.
 *
 * @throws {UnreadableFeed} where the text is no whole calendar, or one of its events makes no sense.
 */
export function readIcal(text: string, options: ReadOptions): FeedRange[] {
  const events = parseCalendars(text).flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
  checkEvents(events.length)
  const budget = { occurrences: OCCURRENCES_MAX }
  return [...bySeries(events).values()].flatMap((series) => readSeries(series, options, budget))
}

function checkEvents(count: number): void {
  if (count > EVENTS_MAX) throw new UnreadableFeed('too_many_events', `${count} > ${EVENTS_MAX}`)
}

function parseCalendars(text: string): ICAL.Component[] {
  // No database keeps the character 0.
  const body = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', '')
    .trim()
  if (!/^BEGIN:VCALENDAR/i.test(body)) throw new UnreadableFeed('not_a_calendar')
  if (!/END:VCALENDAR$/i.test(body)) throw new UnreadableFeed('cut_off')
  // Before each of them is read.
  checkEvents(body.match(/^BEGIN:VEVENT/gim)?.length ?? 0)
  try {
    const parsed = ICAL.parse(body) as unknown[]
    const calendars = typeof parsed[0] === 'string' ? [parsed] : (parsed as unknown[][])
    return calendars.map((calendar) => new ICAL.Component(calendar as never))
  } catch (error) {
    throw new UnreadableFeed('malformed', (error as Error).message)
  }
}

const uidOf = (event: ICAL.Component): string =>
  String(event.getFirstPropertyValue('uid') ?? '').slice(0, UID_MAX)

/** An event and what replaces single occurrences of it carry one UID. */
function bySeries(events: readonly ICAL.Component[]): Map<string, ICAL.Component[]> {
  const series = new Map<string, ICAL.Component[]>()
  events.forEach((event, index) => {
    // Events without a UID belong to nobody else.
    const key = uidOf(event) || `#${index}`
    series.set(key, [...(series.get(key) ?? []), event])
  })
  return series
}

function readSeries(
  series: readonly ICAL.Component[],
  options: ReadOptions,
  budget: { occurrences: number },
): FeedRange[] {
  const isOverride = (event: ICAL.Component) => event.hasProperty('recurrence-id')
  const masters = series.filter((event) => !isOverride(event))
  const recurring = masters.find(
    (event) => event.hasProperty('rrule') || event.hasProperty('rdate'),
  )
  if (!recurring) return series.flatMap((event) => rangeOf(event, timesOf(event), options))
  const overrides = series.filter(isOverride)
  const others = masters.filter((event) => event !== recurring)
  return [
    ...others.flatMap((event) => rangeOf(event, timesOf(event), options)),
    ...occurrencesOf(recurring, overrides, options, budget),
  ]
}

function occurrencesOf(
  master: ICAL.Component,
  overrides: readonly ICAL.Component[],
  options: ReadOptions,
  budget: { occurrences: number },
): FeedRange[] {
  const first = timesOf(master)
  const event = new ICAL.Event(master, { exceptions: [...overrides], strictExceptions: false })
  const iterator = event.iterator()
  const first_year = Number(options.within.first.slice(0, 4)) - 1
  const found: FeedRange[] = []
  for (let next = iterator.next(); next; next = iterator.next()) {
    if (budget.occurrences-- <= 0)
      throw new UnreadableFeed('too_many_occurrences', `> ${OCCURRENCES_MAX}`)
    // Zones are at most a day apart: looking closer at each would be slow.
    if (next.year < first_year) continue
    if (dayOf(next, options.zone) > options.within.last) break
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    const end = item.component === master ? endAfter(first, startDate) : endDate
    found.push(...rangeOf(item.component, { start: startDate, end }, options))
  }
  return found
}

interface Times {
  readonly start: ICAL.Time
  readonly end: ICAL.Time
}

const endAfter = ({ start, end }: Times, next: ICAL.Time): ICAL.Time => {
  const shifted = next.clone()
  shifted.addDuration(end.subtractDateTz(start))
  return shifted
}

function timesOf(component: ICAL.Component): Times {
  const start = component.getFirstPropertyValue('dtstart') as ICAL.Time | null
  if (!(start instanceof ICAL.Time))
    throw new UnreadableFeed('event_without_start', uidOf(component))
  // Without DTEND an event takes its DURATION; without either, one day or one moment (RFC 5545, 3.6.1).
  const end = new ICAL.Event(component).endDate
  if (end.compare(start) < 0) throw new UnreadableFeed('event_backwards', uidOf(component))
  return { start, end }
}

function rangeOf(component: ICAL.Component, { start, end }: Times, options: ReadOptions) {
  if (takesNoDays(component)) return []
  if (start.year > YEAR_MAX) throw new UnreadableFeed('event_too_far', String(start.year))
  const first = dayOf(start, options.zone)
  const leaves = dayOf(end, options.zone)
  // A visit within one day, and a day whose end was written as its beginning, take that day.
  const last = leaves > first ? addDays(leaves, -1) : first
  if (last < options.within.first || first > options.within.last) return []
  return [
    {
      uid: uidOf(component),
      summary: String(component.getFirstPropertyValue('summary') ?? '').slice(0, 200),
      first: first < options.within.first ? options.within.first : first,
      last: last > options.within.last ? options.within.last : last,
    },
  ]
}

function takesNoDays(component: ICAL.Component): boolean {
  const read = (name: string) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase()
  return read('status') === 'CANCELLED' || read('transp') === 'TRANSPARENT'
}

function dayOf(time: ICAL.Time, zone: string): NightDate {
  const written = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`
  const day = time.isDate ? written : localDay(time, written, zone)
  const known = parseNightDate(day)
  if (!known) throw new UnreadableFeed('event_without_day', written)
  return known
}

const two = (number: number): string => String(number).padStart(2, '0')
