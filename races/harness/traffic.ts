import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../test/harness/until.ts'
import { dayAhead } from './days.ts'
import {
  createJournal,
  type Guest,
  isUnknown,
  type Journal,
  type PlacedStay,
  type Stay,
} from './journal.ts'
import type { Random } from './random.ts'
import { requestChange, requestStay } from './requests.ts'
import { withWorkers } from './workers.ts'

/** Who is told nothing waits a moment, so that a server that is away is not asked in a circle. */
const RETRY_DELAY_MS = 100
const RETRY_WORKERS = 16
const ANSWERS_MS_MAX = 30_000

export interface TrafficOptions {
  readonly origins: readonly string[]
  readonly host: Guest
  readonly guests: readonly Guest[]
  readonly houses: readonly number[]
  /** Stays lie within so many days: the fewer, the more of them overlap. */
  readonly days: number
  readonly random: Random
}

/** What people do on a site, at random; all of it is in the journal. */
export interface Traffic {
  readonly journal: Journal
  /** Waits until so many more stays were asked for and answered. */
  untilAnswered(count: number): Promise<void>
  /** One person's next step: mostly a stay, else a change of an order that was placed. */
  step(): Promise<void>
  /** Sends every keyed request again that was not answered, as a careful client does. */
  retryUnknown(): Promise<void>
}

const NIGHTS_MAX = 7

export function createTraffic(options: TrafficOptions): Traffic {
  const { origins, host, guests, houses, days, random } = options
  const journal = createJournal()
  const open: PlacedStay[] = []
  let keys = 0
  let answered = 0

  const step = () => (open.length > 0 && random.once(3) ? changeOne() : bookOne())

  const bookOne = async () => {
    const first = 2 + random.whole(days)
    const stay = {
      guest: random.one(guests),
      house_id: random.one(houses),
      start_date: dayAhead(first),
      end_date: dayAhead(first + random.whole(NIGHTS_MAX)),
      ...(random.once(2) && { idempotency_key: `key ${keys++}` }),
    }
    const answer = await bookWithRetry(stay)
    if (!isUnknown(answer)) answered += 1
    if (answer?.errcode === '0')
      open.push({ ...stay, order_id: answer.data.order_id, acknowledged_ms: performance.now() })
  }

  /** Who has a key tries once more, perhaps on the other server while the first try still runs. */
  const bookWithRetry = async (stay: Stay) => {
    const answer = await requestStay(journal, random.one(origins), stay)
    if (!isUnknown(answer)) return answer
    await sleep(RETRY_DELAY_MS)
    return stay.idempotency_key ? requestStay(journal, random.one(origins), stay) : answer
  }

  const changeOne = async () => {
    const stay = random.one(open)
    // Sometimes both people act at once, on whichever server each of them has reached.
    const both = random.once(3)
    if (both || random.once(2)) open.splice(open.indexOf(stay), 1)
    const byHost = { order_id: stay.order_id, action: random.one(['accept', 'reject'] as const) }
    const byGuest = { order_id: stay.order_id, action: 'cancel' } as const
    const answers = await Promise.all([
      ...(both || random.once(2)
        ? [requestChange(journal, random.one(origins), host, byHost)]
        : []),
      ...(both || random.once(2)
        ? [requestChange(journal, random.one(origins), stay.guest, byGuest)]
        : []),
    ])
    if (answers.some(isUnknown)) await sleep(RETRY_DELAY_MS)
  }

  const untilAnswered = (count: number) => {
    const enough = answered + count
    return until(`${count} answers`, ANSWERS_MS_MAX, () => answered >= enough)
  }

  const retryUnknown = () =>
    withWorkers(
      journal.unknown().filter((stay) => stay.idempotency_key),
      RETRY_WORKERS,
      (stay) => requestStay(journal, random.one(origins), stay),
    )

  return { journal, untilAnswered, step, retryUnknown }
}
