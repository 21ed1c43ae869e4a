import { Refusal } from '../../contract/refusals.ts'
import type { CountTries } from '../platform/limits/tries.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Higher than a person needs, because many may share an address. */
const ADDRESS_SENDS_MAX = 100
const BURST_MS = 600_000
const ADDRESS_BURST_MAX = 20
/** However many addresses ask for it. */
const MOBILE_SENDS_MAX = 10

export interface SmsBounds {
  readonly tries: CountTries
  /** SMS codes of the whole site in an hour; 0: without a bound. */
  readonly hourly_max: number
}

/** @throws {Refusal} `too_many_requests` past 20 from one address in 10 minutes, or 100 in a day. */
export async function countSender({ tries }: SmsBounds, address: string): Promise<void> {
  const in_burst = await tries.count(`sms-ip-burst:${address}`, BURST_MS)
  const in_day = await tries.count(`sms-ip:${address}`, DAY_MS)
  if (in_burst > ADDRESS_BURST_MAX || in_day > ADDRESS_SENDS_MAX)
    throw new Refusal('too_many_requests')
}

/**
 * Does `send` within what one number gets in a day and the whole site sends in an hour; what was
 * not sent counts for neither.
 *
 * @throws {Refusal} `sms_day_spent`, `sms_hour_spent`; what `send` throws.
 */
export async function sendWithin(
  { tries, hourly_max }: SmsBounds,
  mobile: string,
  send: () => Promise<void>,
): Promise<void> {
  const bounds = [
    { subject: `sms-mobile:${mobile}`, window_ms: DAY_MS, max: MOBILE_SENDS_MAX },
    { subject: 'sms-site', window_ms: HOUR_MS, max: hourly_max },
  ] as const
  const counted: string[] = []
  try {
    for (const { subject, window_ms, max } of bounds) {
      if (max === 0) continue
      const count = await tries.count(subject, window_ms)
      counted.push(subject)
      if (count > max)
        throw new Refusal(subject === 'sms-site' ? 'sms_hour_spent' : 'sms_day_spent')
    }
    await send()
  } catch (error) {
    for (const subject of counted) await tries.takeBack(subject)
    throw error
  }
}
