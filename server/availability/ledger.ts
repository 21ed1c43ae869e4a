import { type RawBuilder, sql } from 'kysely'
import type { Days } from '../../rules/days.ts'
import type { Db, Trx } from '../schema.ts'

// The ledger of nights: every statement that claims, frees or reads held nights stands here, whole
// or as the part of another room's statement. What it promises is in docs/decisions/001.

/** A stay in the ledger of nights: both days inclusive. */
export interface HeldStay {
  readonly house_id: number
  readonly order_id: number
  readonly start_date: string
  readonly end_date: string
}

/**
 * Claims the nights of stays for their orders, in a statement that goes on with those it got: their
 * `order_id`. Who comes too late gets nothing and fails nobody.
 *
 * Sorted by house and first day: batches that took nights in different orders would wait for each
 * other in a circle.
 *
 * @param stays what follows FROM: house_id, start_date, end_date, order_id and ordinal of each.
 */
export const claimNights = (stays: string): string => `
  INSERT INTO held_nights (house_id, nights, order_id)
  SELECT house_id, daterange(start_date, end_date, '[]'), order_id
  FROM ${stays}
  ORDER BY house_id, start_date, ordinal
  ON CONFLICT DO NOTHING
  RETURNING order_id`

/** Gives the nights of one order back; they can be claimed as soon as `trx` commits. */
export async function releaseNights(trx: Trx, stay: HeldStay): Promise<void> {
  const { house_id, order_id, start_date, end_date } = stay
  const order = sql`(VALUES (${house_id}::bigint, ${order_id}::bigint,
    ${start_date}::date, ${end_date}::date)) AS freed (house_id, id, start_date, end_date)`
  await sql`${releaseNightsOf(order)}`.execute(trx)
}

/**
 * Gives the nights of many orders back. By their range too, so that the index of the constraint
 * finds them.
 *
 * @param orders what follows USING, called `freed`: house_id, id, start_date and end_date of each.
 */
export const releaseNightsOf = (orders: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  DELETE FROM held_nights USING ${orders}
  WHERE held_nights.house_id = freed.house_id
    AND held_nights.nights = daterange(freed.start_date, freed.end_date, '[]')
    AND held_nights.order_id = freed.id`

/** Days as they were sent, or as the statement names them. */
type AskedDays = Readonly<Record<'first' | 'last', string | RawBuilder<unknown>>>

/**
 * Whether nobody holds any of `days` in the house that `house_id` names in the statement around it.
 * Ranges of a house never overlap, so the first that ends after the first day decides: one entry of
 * an index, house by house.
 */
export const isFree = (
  house_id: RawBuilder<unknown>,
  { first, last }: AskedDays,
) => sql<boolean>`coalesce((
  SELECT lower(nights) > ${last}::date FROM held_nights
  WHERE held_nights.house_id = ${house_id} AND upper(nights) > ${first}::date
  ORDER BY upper(nights) LIMIT 1), true)`

/** Whether a stay of `days` would be nearer to another than the gap that a house keeps. */
export const isNearStay = (
  house_id: RawBuilder<unknown>,
  gap_days: RawBuilder<unknown>,
  days: AskedDays,
) => sql<boolean>`(${gap_days} > 0 AND EXISTS (
  ${held(sql``, house_id, widened(rangeOf(days), gap_days))} AND kind = 'order' OFFSET 0))`

const held = (
  columns: RawBuilder<unknown>,
  house_id: RawBuilder<unknown>,
  nights: RawBuilder<unknown>,
) => sql`
  SELECT ${columns} FROM held_nights
  WHERE held_nights.house_id = ${house_id} AND nights && ${nights}`

const widened = (nights: RawBuilder<unknown>, gap_days: RawBuilder<unknown>) =>
  sql`daterange(lower(${nights}) - ${gap_days}, upper(${nights}) + ${gap_days})`

/** The orders that hold days of a house within `days`, as `order_id`, along the constraint's index. */
export const ordersHolding = (house_id: RawBuilder<unknown>, days: Days) =>
  sql<{ order_id: number }>`${held(sql`order_id`, house_id, rangeOf(days))} OFFSET 0`

export const rangeOf = ({ first, last }: AskedDays) =>
  sql`daterange(${first}::date, ${last}::date, '[]')`

export interface TakenDays {
  /** Both inclusive. */
  readonly start_date: string
  readonly end_date: string
}

/**
 * The days of a house, within `days`, that no stay can have: what is held, and the gap on both sides
 * of other stays. Those that touch are one, nobody is named.
 */
export async function findTaken(db: Db, house_id: number, days: Days) {
  const gap_days = sql`houses.gap_days`
  const { rows } = await sql<TakenDays>`
    SELECT lower(taken) AS start_date, upper(taken) - 1 AS end_date
    FROM (
      SELECT unnest(range_agg(nights_kept * ${rangeOf(days)})) AS taken
      FROM houses
      JOIN held_nights ON held_nights.house_id = houses.id
        AND nights && ${widened(rangeOf(days), gap_days)}
      CROSS JOIN LATERAL (
        SELECT CASE kind WHEN 'order' THEN ${widened(sql`nights`, gap_days)} ELSE nights END
          AS nights_kept
      ) AS kept
      WHERE houses.id = ${house_id}
    ) AS merged
    ORDER BY taken`.execute(db)
  return rows
}

/**
 * Gives an order other nights for those that it holds, at once: the constraint refuses the new ones
 * while the old ones are still there.
 *
 * @throws what `isTaken` of platform/database knows, where somebody holds one of the new nights.
 */
export async function moveNights(trx: Trx, stay: HeldStay, days: Days): Promise<void> {
  const { house_id, order_id, start_date, end_date } = stay
  const { numAffectedRows } = await sql`
    UPDATE held_nights SET nights = ${rangeOf(days)}
    WHERE house_id = ${house_id} AND order_id = ${order_id}
      AND nights = ${rangeOf({ first: start_date, last: end_date } as Days)}`.execute(trx)
  if (numAffectedRows !== 1n) throw new Error(`order ${order_id} does not hold its nights`)
}

/** Whether somebody else has a night that an order would need, or is too near to one. */
export async function isHeldByOthers(trx: Trx, stay: HeldStay, days: Days): Promise<boolean> {
  const { house_id, order_id, start_date, end_date } = stay
  const own = rangeOf({ first: start_date, last: end_date } as Days)
  const { rows } = await sql<{ held: boolean }>`
    SELECT EXISTS (
      SELECT FROM houses JOIN held_nights held ON held.house_id = houses.id
        AND held.nights && ${widened(rangeOf(days), sql`houses.gap_days`)}
      WHERE houses.id = ${house_id} AND held.order_id IS DISTINCT FROM ${order_id}
        AND (held.kind = 'order'
          OR datemultirange(held.nights) && (datemultirange(${rangeOf(days)}) - datemultirange(${own})))
    ) AS held`.execute(trx)
  return rows[0]?.held === true
}

/**
 * Holds what an order would need beside its own nights, until its change is paid or ends.
 *
 * @returns false where somebody holds one of them; then nothing may be kept of the transaction.
 */
export async function claimForChange(
  trx: Trx,
  stay: HeldStay,
  days: Days,
  change_id: number,
): Promise<boolean> {
  const { house_id, order_id, start_date, end_date } = stay
  const own = rangeOf({ first: start_date, last: end_date } as Days)
  const { rows } = await sql<{ wanted: number; got: number }>`
    WITH wanted AS (
      SELECT unnest(datemultirange(${rangeOf(days)}) - datemultirange(${own})) AS nights
    ),
    near AS (
      SELECT FROM houses JOIN held_nights held ON held.house_id = houses.id
        AND held.nights && ${widened(rangeOf(days), sql`houses.gap_days`)}
      WHERE houses.id = ${house_id} AND held.kind = 'order' AND held.order_id <> ${order_id}
    ),
    claimed AS (
      INSERT INTO held_nights (house_id, nights, kind, holder_id)
      SELECT ${house_id}, nights, 'change', ${change_id} FROM wanted
      WHERE NOT EXISTS (SELECT FROM near)
      ON CONFLICT DO NOTHING
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM wanted) AS wanted, (SELECT count(*) FROM claimed) AS got`.execute(
    trx,
  )
  return rows[0]?.wanted === rows[0]?.got
}

/** Gives back what a change held; `moveNights` takes it in the same transaction. */
export const releaseChange = (trx: Trx, house_id: number, change_id: number) =>
  trx
    .deleteFrom('held_nights')
    .where('house_id', '=', house_id)
    .where('kind', '=', 'change')
    .where('holder_id', '=', change_id)
    .execute()
