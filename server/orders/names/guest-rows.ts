import { sql } from 'kysely'
import type { IdKind } from '../../../rules/id-kinds.ts'
import { createSealer, type Sealer } from '../../platform/secrets/sealer.ts'
import type { Db, Trx } from '../../schema.ts'
import type { LockedOrder } from '../sql.ts'

type Key = Pick<LockedOrder, 'house_id' | 'id'>

/** Somebody who stays. */
export interface NamedGuest {
  readonly name: string
  readonly id_kind: IdKind
  /** Empty where none was given. */
  readonly id_number: string
}

export interface KeptGuest extends NamedGuest {
  readonly guest_id: number
}

export const sealNames = (secret: string): Sealer => createSealer(secret, 'names of guests')

/** Sealed for one order: a row that is moved to another one opens for nobody. */
const ownerOf = ({ house_id, id }: Key) => `order ${house_id} ${id}`

/** Those who were named, in their order; what was sealed by another secret is as not given. */
export async function findGuests(db: Db, seal: Sealer, order: Key): Promise<KeptGuest[]> {
  const rows = await db
    .selectFrom('order_guests')
    .select(['id', 'sealed'])
    .where('house_id', '=', order.house_id)
    .where('order_id', '=', order.id)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, sealed }) => {
    try {
      const guest = JSON.parse(seal.open(ownerOf(order), sealed)) as NamedGuest
      return [{ ...guest, guest_id: id }]
    } catch {
      return []
    }
  })
}

export async function countGuests(db: Db, { house_id, id }: Key): Promise<number> {
  const { count } = await db
    .selectFrom('order_guests')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('house_id', '=', house_id)
    .where('order_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Puts these in the place of all who were named; its order is locked. */
export async function replaceGuests(
  trx: Trx,
  seal: Sealer,
  order: Key,
  guests: readonly NamedGuest[],
  at: Date,
): Promise<void> {
  const { house_id, id: order_id } = order
  await trx
    .deleteFrom('order_guests')
    .where('house_id', '=', house_id)
    .where('order_id', '=', order_id)
    .execute()
  if (guests.length === 0) return
  const rows = guests.map(({ name, id_kind, id_number }) => ({
    house_id,
    order_id,
    sealed: seal.seal(ownerOf(order), JSON.stringify({ name, id_kind, id_number })),
    changed_at: at,
  }))
  await trx.insertInto('order_guests').values(rows).execute()
}

/** Of stays that ended before a day, and of orders that came to nothing; answers how many went. */
export async function deleteGuests(db: Db, before_day: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM order_guests WHERE id IN (
      SELECT g.id FROM order_guests g
      LEFT JOIN orders o ON o.house_id = g.house_id AND o.id = g.order_id
      WHERE o.id IS NULL OR o.end_date < ${before_day} OR o.status IN ('CANCELED', 'REJECTED')
      LIMIT ${limit}
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}
