import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { SMS_INTERVAL_MS } from './send-sms-code.ts'
import { deleteImageCodes, deleteSmsCodes } from './sql.ts'

/** Removes codes that have run out. */
export async function pruneCodes(db: Db, clock: Clock): Promise<void> {
  const now = clock.now()
  await deleteImageCodes(db, now)
  await deleteSmsCodes(db, now, new Date(now.getTime() - SMS_INTERVAL_MS))
}
