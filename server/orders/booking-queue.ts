import { Refusal, type RefusalName } from '../../contract/refusals.ts'
import type { NightDate } from '../../rules/night-date.ts'
import { type Batch, createBatch } from '../platform/database/batch.ts'
import type { Clock } from '../platform/database/clock.ts'
import { isRetriable, isUnavailable } from '../platform/database/database.ts'
import type { Database } from '../schema.ts'
import type { OrderMetrics } from './order-metrics.ts'

export interface StayRequest {
  readonly guest_id: number
  readonly house_id: number
  readonly start_date: NightDate
  readonly end_date: NightDate
  readonly idempotency_key: string | undefined
  /** How many people come; absent: one. */
  readonly guests?: number | undefined
  /** Fen, as the guest was shown it: nothing is placed for another amount. Absent: whatever it is. */
  readonly amount?: number | undefined
}

/** The id of the order that was placed, or why none was. */
export type StayOutcome = { readonly order_id: number } | { readonly refusal: RefusalName }

/** Decides a batch of requests in the database; one outcome each, in their order. */
export type PlaceBatch = (
  database: Database,
  clock: Clock,
  requests: readonly StayRequest[],
) => Promise<StayOutcome[]>

export type BookingQueue = Batch<StayRequest, StayOutcome>

const LIMITS = { size_max: 128, length_max: 2_000, wait_ms_max: 5_000, runs_max: 1 }
/** However many want one house, a quarter of the queue and three quarters of a batch are for the others. */
const HOUSES = {
  of: ({ house_id }: StayRequest) => house_id,
  length_max: 1_500,
  size_max: 32,
}
const TRIES_MAX = 5

/**
 * The queue in front of the ledger: while one batch is being committed the next one fills. It
 * makes parallel orders serial where that is fast, in one process; between processes the
 * constraint on the ledger decides, and it alone is trusted.
 */
export function createBookingQueue(
  database: Database,
  clock: Clock,
  metrics: OrderMetrics,
  place: PlaceBatch,
): BookingQueue {
  const queue = createBatch<StayRequest, StayOutcome>(
    LIMITS,
    async (requests) => {
      metrics.batch_size.observe(requests.length)
      const outcomes = await placeSafely(requests)
      for (const outcome of outcomes) metrics.requests.inc({ outcome: labelOf(outcome) })
      return outcomes
    },
    HOUSES,
  )

  /** A statement that fails takes nobody with it: its requests are tried one by one. */
  const placeSafely = async (requests: StayRequest[]): Promise<(StayOutcome | Error)[]> => {
    try {
      return await placeWithRetries(requests)
    } catch (error) {
      // When the connection broke, the commit may have happened: trying again could place twice.
      if (requests.length === 1 || isUnavailable(error)) throw error
      const alone = requests.map((request) => placeWithRetries([request]))
      const settled = await Promise.allSettled(alone)
      return settled.map((one) => (one.status === 'fulfilled' ? first(one.value) : one.reason))
    }
  }

  const placeWithRetries = async (requests: readonly StayRequest[]): Promise<StayOutcome[]> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await place(database, clock, requests)
      } catch (error) {
        if (tries >= TRIES_MAX || !isRetriable(error)) throw error
      }
    }
  }

  metrics.watchQueue(queue.length)
  return queue
}

const first = (outcomes: StayOutcome[]): StayOutcome => outcomes[0] as StayOutcome

const labelOf = (outcome: StayOutcome | Error): string => {
  if (outcome instanceof Refusal) return outcome.refusal
  if (outcome instanceof Error) return 'failed'
  return 'refusal' in outcome ? outcome.refusal : 'placed'
}
