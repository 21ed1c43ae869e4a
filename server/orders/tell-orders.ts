import { LRUCache } from 'lru-cache'
import type { Static } from 'typebox'
import type { Order } from '../../contract/order.ts'
import { listOrders } from '../../contract/orders.ts'
import type { Language } from '../../contract/refusals.ts'
import { addDays, daysBetween } from '../../rules/night-date.ts'
import { publicName } from '../account/public-profile.ts'
import { type Clock, formatMoment } from '../platform/database/clock.ts'
import { JsonBytes } from '../platform/http/json-bytes.ts'
import { serializerOf } from '../platform/http/serializer.ts'
import { tellLine } from '../pricing/quote-lines.ts'
import { ratingOf } from '../reviews/tell-reviews.ts'
import { addressFor } from './address-for.ts'
import { mobileFor } from './contact.ts'
import { type FoundOrder, type Role, readOrders } from './find-orders.ts'
import { linesOf } from './order-lines.ts'
import { actionsFor } from './order-states.ts'

/** By which clock, in which language, and what amounts are counted in. */
export interface Telling {
  readonly clock: Clock
  readonly currency: string
  readonly language: Language
}

export const present = (
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
  guest_rating: role === 'host' && row.guest_stars ? ratingOf(row.guest_stars) : null,
  ...mobileFor(role, row, clock.today()),
  actions: actionsFor(role, row, clock.now(), clock.today()),
  due_at: row.due_at ? clock.format(row.due_at) : '',
  due: row.due_at ? formatMoment(clock, row.due_at) : '',
  check_out: addDays(row.end_date, 1),
  check_in_time: row.check_in,
  check_out_time: row.check_out,
  lines: linesOf(row).map((line) => tellLine(line, { language, currency })),
  viewer_role: role,
})

export type PageOfOrders = Static<typeof listOrders.data>

/** For whom a page is: as what they are in it, in which language, how long it may be. */
interface Reader {
  readonly role: Role
  readonly language: Language
  readonly limit: number
}

/** @param found what `findOrders` found, with one order more than the limit where there are more. */
export type TellPage = (found: string, reader: Reader) => JsonBytes<PageOfOrders>

/** Of what is remembered: the text of orders, and what was told of them. */
const BYTES_MAX = 8 * 1024 * 1024

interface Remembered {
  readonly page: JsonBytes<PageOfOrders>
  /** No deadline of these orders lies between the two, so they may be acted on alike. */
  readonly from_ms: number
  readonly until_ms: number
}

/**
 * Tells pages of orders, and remembers what it told. That follows from what the database wrote, for
 * whom it is, the day, and which deadlines have passed, and from nothing else: what is remembered is
 * found by all of these, and can never be out of date.
 */
export function createTellPage(clock: Clock, currency: string): TellPage {
  const serialize = serializerOf(listOrders.data)
  const told = new LRUCache<string, Remembered>({ maxSize: BYTES_MAX, sizeCalculation: bytesOf })

  return (found, { role, language, limit }) => {
    const key = `${role} ${language} ${limit} ${clock.today()} ${found}`
    const now_ms = clock.now().getTime()
    const known = told.get(key)
    if (known && known.from_ms <= now_ms && now_ms < known.until_ms) return known.page
    const rows = readOrders(found)
    const orders = rows
      .slice(0, limit)
      .map((row) => present(row, role, { clock, currency, language }))
    const last = orders.at(-1)
    const next = rows.length > limit && last ? { next_cursor: String(last.order_id) } : {}
    const page = new JsonBytes<PageOfOrders>(Buffer.from(serialize({ orders, ...next })))
    told.set(key, { page, ...betweenDeadlines(rows, now_ms) })
    return page
  }
}

/** The last deadline that has passed, and the next one to come. */
function betweenDeadlines(rows: readonly FoundOrder[], now_ms: number) {
  const due_ms = rows.flatMap(({ due_at }) => due_at?.getTime() ?? [])
  return {
    from_ms: Math.max(...due_ms.filter((due) => due <= now_ms)),
    until_ms: Math.min(...due_ms.filter((due) => due > now_ms)),
  }
}

/** Characters of two bytes; the page, and the answer that is made of it; what keeping them takes. */
const bytesOf = ({ page }: Remembered, key: string) => 2 * key.length + 2 * page.bytes.length + 500
