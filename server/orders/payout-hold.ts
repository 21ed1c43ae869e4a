import type { Db, Trx } from '../schema.ts'
import type { LockedOrder } from './sql.ts'

type Key = Pick<LockedOrder, 'house_id' | 'id'>

/** Why an order's host is not paid now, since when, and who said so; undefined where nothing is held. */
export const findHold = (db: Db, { house_id, id }: Key) =>
  db
    .selectFrom('payout_holds')
    .select(['id', 'reason', 'held_by', 'held_at'])
    .where('house_id', '=', house_id)
    .where('order_id', '=', id)
    .where('released_at', 'is', null)
    .executeTakeFirst()

interface NewHold {
  readonly reason: string
  readonly held_by: string
  readonly held_at: Date
}

/** Of an order that is locked and not on hold. */
export const insertHold = (trx: Trx, { house_id, id }: Key, hold: NewHold) =>
  trx
    .insertInto('payout_holds')
    .values({ house_id, order_id: id, ...hold, released_by: null, released_at: null })
    .execute()

export const endHold = (trx: Trx, hold_id: number, by: string, at: Date) =>
  trx
    .updateTable('payout_holds')
    .set({ released_by: by, released_at: at })
    .where('id', '=', hold_id)
    .execute()
