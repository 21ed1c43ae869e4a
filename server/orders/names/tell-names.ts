import { Refusal } from '../../../contract/refusals.ts'
import { maskIdCard } from '../../account/id-card.ts'
import { type Clock, formatMoment, momentOn } from '../../platform/database/clock.ts'
import type { Sealer } from '../../platform/secrets/sealer.ts'
import type { Database, Db } from '../../schema.ts'
import { type FoundOrder, findOrder } from '../find-orders.ts'
import { TO_COME } from '../order-states.ts'
import type { NamesSettings } from '../settings.ts'
import { countGuests, findGuests } from './guest-rows.ts'

export interface NamesSite {
  readonly clock: Clock
  readonly guest_names: NamesSettings
  readonly seal: Sealer
}

type Asked = Pick<
  FoundOrder,
  'house_id' | 'id' | 'guest_id' | 'status' | 'start_date' | 'guests' | 'terms' | 'check_in'
>

/** The hour at which the guests of an order come: until then they may be named. */
const checkInOf = (clock: Clock, { start_date, terms, check_in }: Asked): Date =>
  momentOn(clock, start_date, terms?.check_in ?? check_in)

/** Whether the names can be given now, by the guest of the order. */
export const mayName = (clock: Clock, order: Asked): boolean =>
  TO_COME.includes(order.status) && clock.now() < checkInOf(clock, order)

/** How far the names of an order's guests are known, and whether they must be. */
export async function tellNames(
  db: Db,
  { clock, guest_names }: Pick<NamesSite, 'clock' | 'guest_names'>,
  order: Asked,
  user_id: number,
) {
  return {
    required: guest_names.required || order.terms?.names_required === true,
    may_change: order.guest_id === user_id && mayName(clock, order),
    until: formatMoment(clock, checkInOf(clock, order)),
    given: await countGuests(db, order),
    wanted: order.guests,
  }
}

/**
 * Who stays, for the guest and the host of an order; of the numbers of their ids only the ends.
 *
 * @throws {Refusal} `order_missing` for anyone else.
 */
export async function listGuests(
  database: Database,
  site: NamesSite,
  { order_id, user_id }: { readonly order_id: number; readonly user_id: number },
) {
  const order = await findOwnOrder(database, order_id, user_id)
  const guests = await findGuests(database.kysely, site.seal, order)
  return {
    ...(await tellNames(database.kysely, site, order, user_id)),
    given: guests.length,
    guests: guests.map(({ id_number, ...guest }) => ({
      ...guest,
      id_number: maskIdCard(id_number),
    })),
  }
}

/** @throws {Refusal} `order_missing` where it is neither their order nor one of their house. */
export async function findOwnOrder(database: Database, order_id: number, user_id: number) {
  const order = await findOrder(database, order_id, user_id)
  if (!order) throw new Refusal('order_missing')
  return order
}
