import { publicName } from '../account/public-profile.ts'
import { readDaysAsked } from '../availability/read-days.ts'
import type { Db } from '../schema.ts'
import { findStays } from './sql.ts'

const STAYS_MAX = 5_000

export interface StaysQuestion {
  readonly host_id: number
  readonly house_id: number | undefined
  /** Inclusive at both ends, as they were sent. */
  readonly from: string
  readonly to: string
}

/**
 * The stays in the host's own houses that have a day in common with from..to, by their first day.
 *
 * @throws {Refusal} `dates_invalid`.
 */
export async function listStays(db: Db, { host_id, house_id, from, to }: StaysQuestion) {
  const days = readDaysAsked(from, to)
  const rows = await findStays(db, { host_id, house_id, days, limit: STAYS_MAX })
  return {
    stays: rows.map((row) => ({
      order_id: row.id,
      house_id: row.house_id,
      title: row.title,
      start_date: row.start_date,
      end_date: row.end_date,
      guests: row.guests,
      status: row.status,
      amount: row.amount_fen,
      guest_name: publicName(row.guest_name, row.guest_mobile),
      guest_avatar: row.guest_avatar_url,
    })),
  }
}
