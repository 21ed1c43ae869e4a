import type { Static } from 'typebox'
import type { Order } from '../../contract/order.ts'
import type { OrderStatus } from '../../contract/order-terms.ts'
import { type Language, Refusal } from '../../contract/refusals.ts'
import { addDays, daysBetween } from '../../rules/night-date.ts'
import { publicName } from '../account/public-profile.ts'
import type { HouseSecrets } from '../houses/house-secrets.ts'
import { type Clock, formatMoment } from '../platform/database/clock.ts'
import { tellLine } from '../pricing/quote-lines.ts'
import type { Database, Db } from '../schema.ts'
import { addressFor } from './address-for.ts'
import { mayPropose, tellChanges } from './changes/tell-changes.ts'
import { reasonOf } from './event-words.ts'
import { type FoundOrder, findOrder, findOrders, type Role } from './find-orders.ts'
import { linesOf } from './order-lines.ts'
import { actionsFor } from './order-states.ts'
import { findHold } from './payout-hold.ts'
import { findEvents } from './sql.ts'
import { tellArrival } from './tell-arrival.ts'
import { tellCancellation } from './tell-cancellation.ts'

export interface OrderQuery {
  readonly role: Role
  readonly user_id: number
  readonly status: OrderStatus | undefined
  readonly limit: number
  /** `next_cursor` of the page before. */
  readonly cursor: string | undefined
}

/** One page of a person's orders, newest first, and where the next one begins. */
export async function listOrders(database: Database, site: Telling, query: OrderQuery) {
  const { role, limit, cursor, ...who } = query
  const before_id = cursor === undefined ? undefined : Number(cursor)
  // One more than asked for tells whether there is a next page.
  const rows = await findOrders(database, { ...who, role, before_id, limit: limit + 1 })
  const orders = rows.slice(0, limit).map((row) => present(row, role, site))
  const last = orders.at(-1)
  return rows.length > limit && last ? { orders, next_cursor: String(last.order_id) } : { orders }
}

/**
 * One order with all that happened to it, for its guest and its host.
 *
 * @throws {Refusal} `order_missing` for anyone else.
 */
export async function showOrder(
  database: Database,
  telling: Telling & { readonly house_secrets: HouseSecrets },
  order_id: number,
  user_id: number,
) {
  const { clock, language } = telling
  const row = await findOrder(database, order_id, user_id)
  if (!row) throw new Refusal('order_missing')
  const events = await findEvents(database.kysely, row.house_id, row.id)
  const viewer = row.guest_id === user_id ? 'guest' : 'host'
  const changes = await tellChanges(database.kysely, telling, row, viewer)
  const arrival = viewer === 'guest' ? await tellArrival(database.kysely, telling, row) : undefined
  return {
    order: present(row, viewer, telling),
    events: events.map((event) => ({
      at: clock.format(event.at),
      kind: event.kind,
      actor: event.actor,
      from: event.from_status,
      to: event.to_status,
      reason: reasonOf(event, language),
      ...(event.amount_fen !== null && { amount: event.amount_fen }),
    })),
    cancellation: await tellCancellation(database.kysely, clock, row, viewer),
    changes,
    may_propose: mayPropose(row, changes, clock.today()),
    ...(viewer === 'host' && (await tellHold(database.kysely, clock, row))),
    ...(arrival && { arrival }),
  }
}

/** Why its host is not paid for it, if so. */
async function tellHold(db: Db, clock: Clock, row: FoundOrder) {
  const hold = await findHold(db, row)
  return hold && { payout_hold: { since: clock.format(hold.held_at), reason: hold.reason } }
}

/** By which clock, in which language, and what amounts are counted in. */
interface Telling {
  readonly clock: Clock
  readonly currency: string
  readonly language: Language
}

const present = (
  row: FoundOrder,
  role: Role,
  { clock, currency, language }: Telling,
): Static<typeof Order> => ({
  order_id: row.id,
  house_id: row.house_id,
  title: row.title,
  address: addressFor(role, row),
  img_url: row.cover_url,
  start_date: row.start_date,
  end_date: row.end_date,
  ctime: clock.format(row.created_at),
  guests: row.guests,
  days: daysBetween(row.start_date, row.end_date),
  amount: row.amount_fen,
  status: row.status,
  comment: row.comment,
  guest_name: publicName(row.guest_name, row.guest_mobile),
  guest_avatar: row.guest_avatar_url,
  actions: actionsFor(role, row, clock.now(), clock.today()),
  due_at: row.due_at ? clock.format(row.due_at) : '',
  due: row.due_at ? formatMoment(clock, row.due_at) : '',
  check_out: addDays(row.end_date, 1),
  check_in_time: row.check_in,
  check_out_time: row.check_out,
  lines: linesOf(row).map((line) => tellLine(line, { language, currency })),
  viewer_role: role,
})
