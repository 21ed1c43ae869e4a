import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'

/** How long a retry with the same Idempotency-Key gets the first answer. */
const KEY_DAYS = 90
const DAY_MS = 86_400_000

export async function pruneMessageKeys(db: Db, clock: Clock): Promise<void> {
  const before = new Date(clock.now().getTime() - KEY_DAYS * DAY_MS)
  await db.deleteFrom('message_keys').where('created_at', '<', before).execute()
}
