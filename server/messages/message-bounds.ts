import { Refusal, type RefusalName } from '../../contract/refusals.ts'
import type { CountTries } from '../platform/limits/tries.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

interface Bound {
  readonly subject: string
  readonly max: number
  readonly window_ms: number
  readonly refusal: RefusalName
}

/** What one person may send, whoever it is for. */
const BOUNDS = {
  threads: {
    subject: 'new-threads',
    max: 20,
    window_ms: DAY_MS,
    refusal: 'too_many_threads',
  },
  messages: {
    subject: 'messages',
    max: 30,
    window_ms: MINUTE_MS,
    refusal: 'too_many_messages',
  },
  pictures: {
    subject: 'message-pictures',
    max: 100,
    window_ms: DAY_MS,
    refusal: 'too_many_pictures',
  },
} as const satisfies Record<string, Bound>

/** @throws {Refusal} the bound's, where it is reached. */
export async function countAgainst(
  tries: CountTries,
  name: keyof typeof BOUNDS,
  user_id: number,
): Promise<void> {
  const { subject, max, window_ms, refusal } = BOUNDS[name]
  if ((await tries.count(`${subject}:${user_id}`, window_ms)) > max) throw new Refusal(refusal)
}
