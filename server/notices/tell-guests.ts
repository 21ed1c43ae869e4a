import { sql } from 'kysely'
import type { ToldField } from '../../contract/houses.ts'
import type { TellGuests } from '../houses/told-changes.ts'
import { TO_COME } from '../orders/order-states.ts'

/** Who is not told of these stands before another door. */
const WORTH_SMS: readonly ToldField[] = ['address', 'area']

/**
 * Tells everybody who is to come to a house what its host has changed of it. However often that is,
 * an order has one notice of it that was not read: it takes in what the one before told, unless that
 * has gone out by SMS.
 */
export const tellGuests: TellGuests = async (trx, clock, house_id, changed) => {
  await sql`
    WITH booked AS (
      SELECT id AS order_id, guest_id AS user_id FROM orders
      WHERE house_id = ${house_id} AND status = ANY (${[...TO_COME]}::text[])
        AND end_date >= ${clock.today()}
    ),
    replaced AS (
      DELETE FROM notices USING booked
      WHERE notices.user_id = booked.user_id AND notices.order_id = booked.order_id
        AND notices.changed IS NOT NULL
        AND notices.read_at IS NULL AND notices.sms_at IS NULL
      RETURNING notices.order_id, notices.changed
    ),
    told AS (
      SELECT booked.*, (
        SELECT array_agg(DISTINCT field) FROM (
          SELECT unnest(${[...changed]}::text[]) AS field
          UNION ALL
          SELECT unnest(changed) FROM replaced WHERE replaced.order_id = booked.order_id
        ) AS fields
      ) AS changed
      FROM booked
    )
    INSERT INTO notices
      (user_id, kind, role, house_id, order_id, reason, created_at, sms, changed)
    SELECT user_id, 'order_placed', 'guest', ${house_id}, order_id, '', ${clock.now()},
      CASE WHEN changed && ${[...WORTH_SMS]}::text[] THEN 'owed' END, changed
    FROM told`.execute(trx)
}
