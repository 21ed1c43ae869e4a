import type { Clock } from '../platform/database/clock.ts'
import type { Trx } from '../schema.ts'

export interface ThreadOfPerson {
  readonly house_id: number
  readonly thread_id: number
  readonly user_id: number
}

/** What the room of notices does for threads, in the transaction of what has happened. */
export interface TellThreads {
  /** Somebody has written to this person. */
  readonly tellMessage: (trx: Trx, clock: Clock, to: ThreadOfPerson) => Promise<void>
  /** This person has read all of the thread. */
  readonly markThreadSeen: (trx: Trx, clock: Clock, by: ThreadOfPerson) => Promise<void>
}
