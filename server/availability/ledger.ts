import { sql } from 'kysely'
import type { Trx } from '../schema.ts'

/** A stay in the ledger of nights: both days inclusive. */
export interface HeldStay {
  readonly house_id: number
  readonly order_id: number
  readonly start_date: string
  readonly end_date: string
}

/** Gives the nights of one order back; they can be claimed as soon as `trx` commits. */
export async function releaseNights(trx: Trx, stay: HeldStay): Promise<void> {
  await trx
    .deleteFrom('held_nights')
    .where('house_id', '=', stay.house_id)
    // By its range too, so that the index of the constraint finds it.
    .where('nights', '=', sql<string>`daterange(${stay.start_date}, ${stay.end_date}, '[]')`)
    .where('order_id', '=', stay.order_id)
    .execute()
}
