import { isIP } from 'node:net'
import { STAY_UNITS } from '../../rules/stay-words.ts'
import type { Reader } from '../platform/settings/reader.ts'

/** How calendars of other sites are read. */
export interface FeedSettings {
  /** How often each is fetched. */
  readonly every_minutes: number
  /** Private addresses that they may be read from all the same. */
  readonly allowed: readonly string[]
}

export const readAvailabilitySettings = (read: Reader) => ({
  ...readFeedSettings(read),
  ...readBookingLimits(read),
  /** What people read of the length of a stay. */
  stay_unit: read.oneOf('IHOME_STAY_UNIT', STAY_UNITS, 'night'),
})

const EVERY_MINUTES_STANDARD = 20

function readFeedSettings(read: Reader) {
  const feeds: FeedSettings = {
    every_minutes: read.whole('IHOME_FEED_MINUTES', {
      standard: EVERY_MINUTES_STANDARD,
      min: 5,
      max: 1_440,
      of: 'minutes',
    }),
    allowed: readAddresses(read),
  }
  return { feeds }
}

function readAddresses(read: Reader): string[] {
  const named = read.text('IHOME_FEED_ADDRESSES')?.split(',') ?? []
  const addresses = named.map((text) => text.trim()).filter((text) => text !== '')
  if (addresses.every((address) => isIP(address) !== 0)) return addresses
  throw read.wrong('IHOME_FEED_ADDRESSES', 'addresses such as 10.0.0.7, separated by commas')
}

/** How far ahead a site takes bookings, and how many one guest may hold without having paid. */
export interface BookingLimits {
  readonly window_days: number
  /** 0: no bound. */
  readonly open_orders_max: number
  /** For the same days in several houses; 0: no bound. */
  readonly overlapping_orders_max: number
  /** What one guest places within an hour, whatever becomes of it; 0: no bound. */
  readonly hourly_orders_max: number
  /** Of these, in one house; 0: no bound. */
  readonly hourly_house_orders_max: number
}

export const STANDARD_BOOKING_LIMITS: BookingLimits = {
  window_days: 365,
  open_orders_max: 10,
  overlapping_orders_max: 3,
  hourly_orders_max: 20,
  hourly_house_orders_max: 6,
}
/** For stories and measurements that are about something else. */
export const WIDEST_BOOKING_LIMITS: BookingLimits = {
  window_days: 3_650,
  open_orders_max: 0,
  overlapping_orders_max: 0,
  hourly_orders_max: 0,
  hourly_house_orders_max: 0,
}
const WINDOW_DAYS_MAX = 3_650
const ORDERS_MAX = 1_000

function readBookingLimits(read: Reader) {
  const standard = STANDARD_BOOKING_LIMITS
  const ordersMax = (name: string, standard: number) =>
    read.whole(name, { standard, min: 0, max: ORDERS_MAX, of: 'orders (0: without a bound)' })
  const bookings: BookingLimits = {
    window_days: read.whole('IHOME_BOOKING_WINDOW_DAYS', {
      standard: standard.window_days,
      min: 1,
      max: WINDOW_DAYS_MAX,
      of: 'days',
    }),
    open_orders_max: ordersMax('IHOME_OPEN_ORDERS_MAX', standard.open_orders_max),
    overlapping_orders_max: ordersMax(
      'IHOME_OVERLAPPING_ORDERS_MAX',
      standard.overlapping_orders_max,
    ),
    hourly_orders_max: ordersMax('IHOME_HOURLY_ORDERS_MAX', standard.hourly_orders_max),
    hourly_house_orders_max: ordersMax(
      'IHOME_HOURLY_HOUSE_ORDERS_MAX',
      standard.hourly_house_orders_max,
    ),
  }
  return { bookings }
}
