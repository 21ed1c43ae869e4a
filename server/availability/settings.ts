import { isIP } from 'node:net'
import type { Reader } from '../platform/settings/reader.ts'

/** How calendars of other sites are read. */
export interface FeedSettings {
  /** How often each is fetched. */
  readonly every_minutes: number
  /** Private addresses that they may be read from all the same. */
  readonly allowed: readonly string[]
}

const EVERY_MINUTES_STANDARD = 20

export function readFeedSettings(read: Reader) {
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
