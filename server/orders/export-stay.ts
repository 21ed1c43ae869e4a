import { Readable } from 'node:stream'
import ICAL from 'ical.js'
import { Refusal } from '../../contract/refusals.ts'
import { seesAddress } from '../../rules/guest-sees.ts'
import { addDays } from '../../rules/night-date.ts'
import { exactPlace } from '../houses/shown-place.ts'
import { type Clock, momentOn } from '../platform/database/clock.ts'
import type { Database } from '../schema.ts'
import { type FoundOrder, findOrder } from './find-orders.ts'
import { findPlace } from './tell-arrival.ts'

/**
 * A paid stay for the calendar of its guest or host: from the hour of arriving to that of leaving,
 * with its address, and nothing of how one gets in.
 *
 * @throws {Refusal} `order_missing`; `action_invalid` where nothing was paid, or it was called off.
 */
export async function exportStay(
  database: Database,
  clock: Clock,
  { order_id, user_id }: { readonly order_id: number; readonly user_id: number },
) {
  const order = await findOrder(database, order_id, user_id)
  if (!order) throw new Refusal('order_missing')
  if (!seesAddress(order)) throw new Refusal('action_invalid')
  const place = exactPlace(await findPlace(database.kysely, order.house_id))
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//ihome//stay//EN')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  const event = eventOf(clock, order)
  if (place) event.addPropertyWithValue('geo', [place.latitude, place.longitude])
  calendar.addSubcomponent(event)
  const bytes = Buffer.from(`${calendar.toString()}\r\n`)
  return { name: `stay-${order.id}.ics`, length: bytes.length, bytes: Readable.from([bytes]) }
}

/** The end is the first moment that is not part of it any more, as DTEND has it. */
function eventOf(clock: Clock, order: FoundOrder): ICAL.Component {
  const { check_in, check_out } = hoursOf(order)
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', `stay-${order.id}@ihome`)
  event.addPropertyWithValue('dtstamp', timeOf(order.created_at))
  event.addPropertyWithValue('dtstart', timeOf(momentOn(clock, order.start_date, check_in)))
  const left = addDays(order.end_date, 1)
  event.addPropertyWithValue('dtend', timeOf(momentOn(clock, left, check_out)))
  event.addPropertyWithValue('summary', order.title)
  event.addPropertyWithValue('location', order.address)
  return event
}

/** As they were when it was bought. */
const hoursOf = ({ terms, check_in, check_out }: FoundOrder) => ({
  check_in: terms?.check_in ?? check_in,
  check_out: terms?.check_out ?? check_out,
})

const timeOf = (instant: Date) => ICAL.Time.fromJSDate(instant, true)
