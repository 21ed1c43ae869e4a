import type { OrderStatus } from '../../contract/order-terms.ts'
import { type Language, Refusal } from '../../contract/refusals.ts'
import type { HouseSecrets } from '../houses/house-secrets.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { JsonBytes } from '../platform/http/json-bytes.ts'
import { tellReviews } from '../reviews/tell-reviews.ts'
import type { Database, Db } from '../schema.ts'
import { mayPropose, tellChanges } from './changes/tell-changes.ts'
import { reasonOf } from './event-words.ts'
import { type FoundOrder, findOrder, findOrders, type Role } from './find-orders.ts'
import { type NamesSite, tellNames } from './names/tell-names.ts'
import { TO_COME } from './order-states.ts'
import { findHold } from './payout-hold.ts'
import { findEvents } from './sql.ts'
import { tellArrival } from './tell-arrival.ts'
import { tellCancellation } from './tell-cancellation.ts'
import { type PageOfOrders, present, type Telling, type TellPage } from './tell-orders.ts'

export interface OrderQuery {
  readonly role: Role
  readonly user_id: number
  readonly status: OrderStatus | undefined
  readonly limit: number
  /** `next_cursor` of the page before. */
  readonly cursor: string | undefined
}

/** One page of a person's orders, newest first, and where the next one begins. */
export async function listOrders(
  database: Database,
  tellPage: TellPage,
  { language, ...query }: OrderQuery & { readonly language: Language },
): Promise<JsonBytes<PageOfOrders>> {
  const { role, limit, cursor, ...who } = query
  const before_id = cursor === undefined ? undefined : Number(cursor)
  // One more than asked for tells whether there is a next page.
  const found = await findOrders(database, { ...who, role, before_id, limit: limit + 1 })
  return tellPage(found, { role, language, limit })
}

/**
 * One order with all that happened to it, for its guest and its host.
 *
 * @throws {Refusal} `order_missing` for anyone else.
 */
export async function showOrder(
  database: Database,
  telling: Telling & Pick<NamesSite, 'guest_names'> & { readonly house_secrets: HouseSecrets },
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
    guest_names: await tellNames(database.kysely, telling, row, user_id),
    ...(viewer === 'host' && (await tellHold(database.kysely, clock, row))),
    ...(arrival && { arrival }),
    reviews: await tellReviews(database.kysely, clock, row, {
      viewer,
      to_come: TO_COME.includes(row.status),
    }),
  }
}

/** Why its host is not paid for it, if so. */
async function tellHold(db: Db, clock: Clock, row: FoundOrder) {
  const hold = await findHold(db, row)
  return hold && { payout_hold: { since: clock.format(hold.held_at), reason: hold.reason } }
}
