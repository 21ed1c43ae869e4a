import type { Reader } from '../platform/settings/reader.ts'

/** How long a host has to accept, and then a guest to pay. */
export interface Deadlines {
  readonly accept_hours: number
  readonly pay_minutes: number
}

export const STANDARD_DEADLINES: Deadlines = { accept_hours: 24, pay_minutes: 30 }
const ACCEPT_HOURS_MAX = 30 * 24
const PAY_MINUTES_MAX = 7 * 24 * 60

export function readOrderSettings(read: Reader) {
  const deadlines: Deadlines = {
    accept_hours: read.whole('IHOME_ACCEPT_HOURS', {
      standard: STANDARD_DEADLINES.accept_hours,
      min: 1,
      max: ACCEPT_HOURS_MAX,
      of: 'hours',
    }),
    pay_minutes: read.whole('IHOME_PAY_MINUTES', {
      standard: STANDARD_DEADLINES.pay_minutes,
      min: 1,
      max: PAY_MINUTES_MAX,
      of: 'minutes',
    }),
  }
  return { deadlines, guest_names: readNames(read) }
}

/** Of the people who stay, beside the one who books. */
export interface NamesSettings {
  /** Of every house; else as their hosts say. */
  readonly required: boolean
  /** How long they are kept after the stay. */
  readonly keep_days: number
}

const KEEP_DAYS = 30
const KEEP_DAYS_MAX = 3_650

const readNames = (read: Reader): NamesSettings => ({
  required: read.oneOf('IHOME_GUEST_NAMES', ['optional', 'required'], 'optional') === 'required',
  keep_days: read.whole('IHOME_GUEST_NAMES_DAYS', {
    standard: KEEP_DAYS,
    min: 1,
    max: KEEP_DAYS_MAX,
    of: 'days',
  }),
})
