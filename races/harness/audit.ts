import { sql } from 'kysely'
import type { Db } from '../../server/schema.ts'
import { findAcknowledgedTwice, findWrongStatuses } from './acknowledgements.ts'
import { isUnknown, type Journal, type PlacedStay, type Stay } from './journal.ts'

/** What is wrong with a site, one line each; all empty where nothing is. */
export interface Audit {
  /** Two stays of a house that hold the same night, as the ledger has it. */
  readonly overlapping_nights: string[]
  /** The same, as the orders have it: found without the ledger. */
  readonly overlapping_orders: string[]
  /** The same, as people were told: also where one of the two has been given back since. */
  readonly acknowledged_twice: string[]
  /** Orders that somebody was told they have, and that are not there as they were asked for. */
  readonly missing: string[]
  /** Orders that are there though their guests were told that they have none. */
  readonly unrequested: string[]
  /** Orders that do not stand where the answers to their changes say. */
  readonly wrong_statuses: string[]
  /** Orders, events and nights that do not belong together. */
  readonly torn: string[]
}

export const SOUND: Audit = {
  overlapping_nights: [],
  overlapping_orders: [],
  acknowledged_twice: [],
  missing: [],
  unrequested: [],
  wrong_statuses: [],
  torn: [],
}

/** Holds the database against the journal of everything that was asked and told. */
export async function audit(db: Db, journal: Journal): Promise<Audit> {
  const placed = journal.placed()
  const orders = await readOrders(db)
  return {
    overlapping_nights: await findOverlappingNights(db),
    overlapping_orders: await findOverlappingOrders(db),
    acknowledged_twice: findAcknowledgedTwice(journal),
    missing: findMissing(orders, placed),
    unrequested: findUnrequested(orders, placed, journal),
    wrong_statuses: findWrongStatuses(orders, journal),
    torn: await findTorn(db),
  }
}

/** Orders that are there though a request for them was not answered, or not with success. */
export async function countUnanswered(db: Db, journal: Journal): Promise<number> {
  const unanswered = journal.requests.filter(({ answer }) => isUnknown(answer))
  const lines = new Set(unanswered.map(({ stay }) => describeStay(stay)))
  return (await readOrders(db)).filter((order) => lines.has(describeOrder(order))).length
}

const readOrders = (db: Db) =>
  db
    .selectFrom('orders')
    .select(['id', 'house_id', 'guest_id', 'start_date', 'end_date', 'status'])
    .execute()

type OrderRow = Awaited<ReturnType<typeof readOrders>>[number]

interface Line {
  readonly line: string
}
const linesOf = async (result: Promise<{ rows: Line[] }>) =>
  (await result).rows.map((row) => row.line)

const findOverlappingNights = (db: Db) =>
  linesOf(
    sql<Line>`
      SELECT format('house %s: %s of %s and %s of %s',
        a.house_id, a.nights, a.order_id, b.nights, b.order_id) AS line
      FROM held_nights a JOIN held_nights b
        ON a.house_id = b.house_id AND a.nights && b.nights AND a.ctid < b.ctid`.execute(db),
  )

const findOverlappingOrders = (db: Db) =>
  linesOf(
    sql<Line>`
      SELECT format('house %s: %s..%s of %s and %s..%s of %s', a.house_id,
        a.start_date, a.end_date, a.id, b.start_date, b.end_date, b.id) AS line
      FROM orders a JOIN orders b ON a.house_id = b.house_id AND a.id < b.id
        AND a.start_date <= b.end_date AND b.start_date <= a.end_date
      WHERE a.status NOT IN ('CANCELED', 'REJECTED')
        AND b.status NOT IN ('CANCELED', 'REJECTED')`.execute(db),
  )

function findMissing(orders: readonly OrderRow[], placed: readonly PlacedStay[]): string[] {
  const known = new Map(orders.map((order) => [order.id, describeOrder(order)]))
  return placed
    .filter((stay) => known.get(stay.order_id) !== describeStay(stay))
    .map((stay) => `${stay.order_id}: ${describeStay(stay)}`)
}

/** A request without an answer explains an order, with a key or without, but only one. */
function findUnrequested(
  orders: readonly OrderRow[],
  placed: readonly PlacedStay[],
  journal: Journal,
): string[] {
  const acknowledged = new Set(placed.map((stay) => stay.order_id))
  const open = journal.unknown().map(describeStay)
  return orders
    .filter((order) => !acknowledged.has(order.id))
    .map(describeOrder)
    .filter((line) => {
      const index = open.indexOf(line)
      if (index !== -1) open.splice(index, 1)
      return index === -1
    })
}

const describeOrder = ({ guest_id, house_id, start_date, end_date }: Omit<OrderRow, 'id'>) =>
  `guest ${guest_id} in house ${house_id}, ${start_date}..${end_date}`

const describeStay = ({ guest, house_id, start_date, end_date }: Stay) =>
  `guest ${guest.id} in house ${house_id}, ${start_date}..${end_date}`

/** An order holds exactly its own nights or none, and has the events of where it stands. */
const findTorn = (db: Db) =>
  linesOf(
    sql<Line>`
      WITH holding AS (
        SELECT house_id, id AS order_id, daterange(start_date, end_date, '[]') AS nights
        FROM orders WHERE status NOT IN ('CANCELED', 'REJECTED')
      )
      (SELECT format('order %s does not hold its nights', order_id) AS line FROM (
        SELECT house_id, order_id, nights FROM holding EXCEPT ALL
        SELECT house_id, order_id, nights FROM held_nights) AS bare)
      UNION ALL
      (SELECT format('nights %s of house %s are held by no order', nights, house_id) FROM (
        SELECT house_id, order_id, nights FROM held_nights EXCEPT ALL
        SELECT house_id, order_id, nights FROM holding) AS stray)
      UNION ALL
      SELECT format('order %s has no event of becoming %s', o.id, needed.status)
      FROM orders o CROSS JOIN LATERAL (VALUES ('WAIT_ACCEPT'), (o.status)) AS needed (status)
      WHERE NOT EXISTS (SELECT FROM order_events e WHERE e.house_id = o.house_id
        AND e.order_id = o.id AND e.to_status = needed.status)`.execute(db),
  )
