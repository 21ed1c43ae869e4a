import type { Reader } from '../platform/settings/reader.ts'

const HOURLY_MAX = 1_000_000

export type CodeSettings = ReturnType<typeof readCodeSettings>['codes']

export const readCodeSettings = (read: Reader) => ({
  codes: {
    /** SMS codes of the whole site in an hour; 0: without a bound. */
    hourly_max: read.whole('IHOME_SMS_HOURLY_MAX', {
      standard: 1_000,
      min: 0,
      max: HOURLY_MAX,
      may: 'a whole number of SMS codes an hour, 0 for no bound',
    }),
  },
})
