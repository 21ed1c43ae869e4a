import type { Booking } from '../../rules/house-rules.ts'
import type { Db } from '../schema.ts'

/** Where a stay is over that was not called off. */
const STAYED = ['WAIT_COMMENT', 'COMPLETE'] as const

/** Whether a stay of this person waits for no host; the placing statement asks the same. */
export async function isInstant(
  db: Db,
  booking: Booking,
  guest_id: number | undefined,
): Promise<boolean> {
  if (booking !== 'instant_known') return booking === 'instant'
  if (guest_id === undefined) return false
  const stayed = await db
    .selectFrom('orders')
    .select('id')
    .where('guest_id', '=', guest_id)
    .where('status', 'in', STAYED)
    .limit(1)
    .executeTakeFirst()
  return stayed !== undefined
}
