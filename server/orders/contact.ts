import { type RawBuilder, sql } from 'kysely'
import { MOBILE_PATTERN } from '../../contract/values.ts'
import { PAID_STATUSES, seesMobile } from '../../rules/guest-sees.ts'
import type { Db } from '../schema.ts'
import type { FoundOrder, Role } from './find-orders.ts'

interface Pair<Id> {
  readonly guest_id: Id
  readonly host_id: Id
}

/** Whether there is an order between the two that was paid and not cancelled; a part of a statement. */
export const hasPaidOrder = ({ guest_id, host_id }: Pair<RawBuilder<unknown>>) => sql<boolean>`
  EXISTS (
    SELECT FROM orders
    WHERE orders.guest_id = ${guest_id} AND orders.host_id = ${host_id}
      AND orders.status = ANY (${[...PAID_STATUSES]}::text[])
  )`

export async function mayShareContacts(db: Db, { guest_id, host_id }: Pair<number>) {
  const pair = { guest_id: sql`${guest_id}`, host_id: sql`${host_id}` }
  const { rows } = await sql<{ readonly paid: boolean }>`
    SELECT ${hasPaidOrder(pair)} AS paid`.execute(db)
  return rows[0]?.paid ?? false
}

const MOBILE = new RegExp(MOBILE_PATTERN)

/** The mobile number of the other one, where the viewer is told it; who has left has none. */
export function mobileFor(role: Role, row: FoundOrder, today: string) {
  const mobile = role === 'host' ? row.guest_mobile : row.host_mobile
  if (!mobile || !MOBILE.test(mobile) || !seesMobile(row, today)) return {}
  return role === 'host' ? { guest_mobile: mobile } : { host_mobile: mobile }
}
