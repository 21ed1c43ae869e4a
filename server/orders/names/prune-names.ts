import { addDays } from '../../../rules/night-date.ts'
import type { Clock } from '../../platform/database/clock.ts'
import type { Db } from '../../schema.ts'
import { deleteGuests } from './guest-rows.ts'

const BATCH_MAX = 1_000
const BATCHES_MAX = 100

/** Deletes the names of guests whose stay is so many days over, or came to nothing. */
export async function pruneNames(
  db: Db,
  clock: Clock,
  keep_days: number,
  stopping?: AbortSignal,
): Promise<void> {
  const before_day = addDays(clock.today(), -keep_days)
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1)
    if ((await deleteGuests(db, before_day, BATCH_MAX)) < BATCH_MAX) return
}
