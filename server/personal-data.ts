import type { Clock } from './platform/database/clock.ts'
import type { Files } from './platform/files/files.ts'
import type { Db, Trx } from './schema.ts'

/** Of one list in a copy: a person with more finds the newest there. */
export const EXPORTED_ROWS_MAX = 10_000

/** What stands in the way of deleting an account. */
export interface DeletionHold {
  readonly kind: 'stay' | 'payment' | 'payout'
  /** Of orders, or of payments; an amount owed is one. */
  readonly count: number
}

/** Whose data goes. */
export interface LeavingPerson {
  readonly user_id: number
  readonly mobile: string
  /** Name, numbers and addresses of theirs: taken out of texts that stay. */
  readonly identifiers: readonly string[]
  readonly now: Date
}

/**
 * What a room keeps of a person. The account room asks all rooms; none knows of another's rows.
 * The lowest room is asked last, so that what the others look a person up by is there.
 */
export interface PersonalData {
  /** What a copy of everything has of it: lists by the name of their file. */
  readonly exports?: Readonly<
    Record<string, (db: Db, user_id: number) => Promise<readonly object[]>>
  >
  /** Addresses of pictures that are theirs. */
  readonly pictures?: (db: Db, user_id: number) => Promise<readonly string[]>
  /** What of it must be over before the account can go. */
  readonly holds?: (db: Db, clock: Clock, user_id: number) => Promise<readonly DeletionHold[]>
  /** Done as the deletion is asked for; it stays done where that is taken back. */
  readonly leave?: (trx: Trx, user_id: number) => Promise<void>
  /** Takes the person out of its rows; returns the addresses of files that go with them. */
  readonly erase?: (trx: Trx, person: LeavingPerson) => Promise<readonly string[]>
}

/** What asks all rooms. */
export interface PersonalWork {
  readonly personal: readonly PersonalData[]
  readonly openFiles: () => Promise<Files>
}
