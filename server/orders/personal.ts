import { sql } from 'kysely'
import { PAID_STATUSES } from '../../rules/guest-sees.ts'
import { EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'
import { redacted } from '../platform/database/redacted.ts'
import type { Db, Trx } from '../schema.ts'

/** In these a stay is still to be answered, paid or lived. */
const OPEN = sql`('WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID')`

export const ORDERS_OF_A_PERSON: PersonalData = {
  exports: {
    'orders-as-guest': (db, user_id) => listOrders(db, 'guest', user_id),
    'orders-as-host': (db, user_id) => listOrders(db, 'host', user_id),
    'order-events': (db, user_id) => listEvents(db, user_id),
  },
  async holds(db, _clock, user_id) {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::integer AS count FROM orders
      WHERE ${user_id} IN (guest_id, host_id) AND status IN ${OPEN}`.execute(db)
    const count = rows[0]?.count ?? 0
    return count > 0 ? [{ kind: 'stay', count }] : []
  },
  async erase(trx, { user_id, identifiers }) {
    await eraseReasons(trx, user_id)
    await eraseFromOrders(trx, user_id, identifiers)
    await eraseNames(trx, user_id)
    await trx.deleteFrom('idempotency_keys').where('guest_id', '=', user_id).execute()
    return []
  },
}

/** Without who the other one is. */
async function listOrders(db: Db, role: 'guest' | 'host', user_id: number) {
  const person = sql.ref(`${role}_id`)
  // A copy tells a guest no more than the order does.
  const address =
    role === 'host'
      ? sql`address`
      : sql`CASE WHEN status = ANY (${[...PAID_STATUSES]}::text[]) THEN address
          ELSE coarse_of(address) END AS address`
  const { rows } = await sql<object>`
    SELECT id, house_id, title, ${address}, start_date::text, end_date::text, guests, price_fen,
      amount_fen, tax_fen, day_amounts, lines, terms, status, comment, commented_at, created_at
    FROM orders WHERE ${person} = ${user_id}
    ORDER BY id DESC LIMIT ${EXPORTED_ROWS_MAX}`.execute(db)
  return rows
}

async function listEvents(db: Db, user_id: number): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    SELECT e.order_id, e.house_id, e.kind, e.actor, e.from_status, e.to_status, e.reason,
      e.amount_fen, e.at
    FROM orders o JOIN order_events e ON e.house_id = o.house_id AND e.order_id = o.id
    WHERE ${user_id} IN (o.guest_id, o.host_id)
    ORDER BY o.id DESC, e.at LIMIT ${EXPORTED_ROWS_MAX}`.execute(db)
  return rows
}

/** What they wrote to the other one, as the reason of what they did. */
async function eraseReasons(trx: Trx, user_id: number): Promise<void> {
  await sql`
    UPDATE order_events e SET reason = '' FROM orders o
    WHERE o.house_id = e.house_id AND o.id = e.order_id AND e.reason <> ''
      AND ((e.actor = 'guest' AND o.guest_id = ${user_id})
        OR (e.actor = 'host' AND o.host_id = ${user_id}))`.execute(trx)
}

/** Of those who stayed with them, who are others: no copy has them, and none is kept. */
const eraseNames = (trx: Trx, user_id: number) =>
  sql`
  DELETE FROM order_guests g USING orders o
  WHERE o.house_id = g.house_id AND o.id = g.order_id AND o.guest_id = ${user_id}`.execute(trx)

/** What was bought stays, and so does what was said of a stay; neither names the person. */
async function eraseFromOrders(trx: Trx, user_id: number, words: readonly string[]) {
  await trx
    .updateTable('orders')
    .set({
      title: redacted(sql.ref('title'), words),
      address: redacted(sql.ref('address'), words),
      // The picture itself goes with its house.
      cover_url: '',
    })
    .where('host_id', '=', user_id)
    .execute()
  await trx
    .updateTable('orders')
    .set({ comment: redacted(sql.ref('comment'), words) })
    .where((order) => order.or([order('guest_id', '=', user_id), order('host_id', '=', user_id)]))
    .where('comment', '<>', '')
    .execute()
}
