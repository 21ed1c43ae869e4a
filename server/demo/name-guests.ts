import { nameGuests } from '../orders/names/name-guests.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Sealer } from '../platform/secrets/sealer.ts'
import type { Database } from '../schema.ts'

/** A passport that nobody has. */
const NAMED = { name: '林小满', id_kind: 'passport', id_number: 'E00000000' } as const

/** Somebody's next paid stay, with the name of who comes. */
export async function nameGuestsOf(
  database: Database,
  clock: Clock,
  seal: Sealer,
  user_id: number,
) {
  const next = await database.kysely
    .selectFrom('orders')
    .select('id')
    .where('guest_id', '=', user_id)
    .where('status', '=', 'PAID')
    .where('start_date', '>', clock.today())
    .orderBy('start_date')
    .limit(1)
    .executeTakeFirst()
  if (!next) return
  // Nobody has to be named there, and nothing is deleted by it.
  const site = { clock, seal, guest_names: { required: false, keep_days: 1 } }
  await nameGuests(database, site, { order_id: next.id, user_id, guests: [NAMED] })
}
