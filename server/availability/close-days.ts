import { sql } from 'kysely'
import { Refusal } from '../../contract/refusals.ts'
import type { Days } from '../../rules/days.ts'
import type { OwnHouse } from '../houses/own-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Trx } from '../schema.ts'
import { holdImports } from './feeds/hold-imports.ts'
import { findHeldStays } from './held-stays.ts'
import { rangeOf } from './ledger.ts'

export interface DaysToClose {
  readonly days: Days
  readonly note: string
  /** Closes what is free of the days and leaves what is held as it is. */
  readonly free_only: boolean
}

/**
 * Closes days, in a transaction that has locked the house. Days that are closed already get the new
 * note. The ledger's constraint judges them against bookings at the very moment.
 *
 * @throws {Refusal} `days_held` with the stays that hold them.
 */
export async function closeDays(
  trx: Trx,
  clock: Clock,
  house: OwnHouse,
  { days, note, free_only }: DaysToClose,
): Promise<void> {
  await openWithin(trx, house.house_id, days)
  const by = { author_id: house.user_id, at: clock.now(), note }
  if (free_only) await closeFree(trx, house.house_id, days, by)
  else if (!(await insertClosed(trx, house.house_id, [rangeOf(days)], by)))
    throw new Refusal('days_held', { stays: await findHeldStays(trx, house.house_id, days) })
  await recordChange(trx, house.house_id, 'closed', days, by)
}

/**
 * Opens what of the days is closed, in a transaction that has locked the house. What of it another
 * site holds is held by that from the same moment on.
 */
export async function openDays(trx: Trx, clock: Clock, house: OwnHouse, days: Days): Promise<void> {
  await openWithin(trx, house.house_id, days)
  await holdImports(trx, house.house_id, clock.today())
  const by = { author_id: house.user_id, at: clock.now(), note: '' }
  await recordChange(trx, house.house_id, 'opened', days, by)
}

interface Authorship {
  readonly author_id: number
  readonly at: Date
  readonly note: string
}

/** Opens the closed days of a range; what of a closed range lies outside of it stays closed. */
async function openWithin(trx: Trx, house_id: number, days: Days): Promise<void> {
  await sql`
    WITH opened AS (
      DELETE FROM closed_days WHERE house_id = ${house_id} AND nights && ${rangeOf(days)} RETURNING *
    ),
    freed AS (
      DELETE FROM held_nights USING opened
      WHERE held_nights.house_id = ${house_id} AND held_nights.nights = opened.nights
        AND held_nights.kind = 'closed' AND held_nights.holder_id = opened.id
      RETURNING opened.id
    )
    INSERT INTO closed_days (house_id, nights, note, author_id, at)
    SELECT house_id, unnest(nights::datemultirange - ${rangeOf(days)}::datemultirange), note, author_id, at
    FROM opened, (SELECT count(*) FROM freed) AS freed_first`.execute(trx)
  await holdClosed(trx, house_id)
}

/** Holds in the ledger what is closed and not held yet; their days were held a moment ago. */
const holdClosed = (trx: Trx, house_id: number) =>
  sql`
    INSERT INTO held_nights (house_id, nights, kind, holder_id)
    SELECT house_id, nights, 'closed', id FROM closed_days
    WHERE house_id = ${house_id} AND NOT EXISTS (
      SELECT FROM held_nights AS held
      WHERE held.house_id = ${house_id} AND held.nights = closed_days.nights
        AND held.holder_id = closed_days.id AND held.kind = 'closed'
    )
    ORDER BY nights`.execute(trx)

/** Whether all of the ranges could be held; where not, none is. */
async function insertClosed(
  trx: Trx,
  house_id: number,
  ranges: readonly ReturnType<typeof rangeOf>[],
  { author_id, at, note }: Authorship,
): Promise<boolean> {
  const { rows } = await sql<{ held: number; closed: number }>`
    WITH closed AS (
      INSERT INTO closed_days (house_id, nights, note, author_id, at)
      SELECT ${house_id}, nights, ${note}, ${author_id}, ${at}
      FROM unnest(ARRAY[${sql.join(ranges)}]) AS nights
      RETURNING id, nights
    ),
    held AS (
      INSERT INTO held_nights (house_id, nights, kind, holder_id)
      SELECT ${house_id}, nights, 'closed', id FROM closed ORDER BY nights
      ON CONFLICT DO NOTHING
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM held) AS held, (SELECT count(*) FROM closed) AS closed`.execute(
    trx,
  )
  return rows[0]?.held === rows[0]?.closed
}

/** A booking may take days between looking and closing: then what is left is looked up again. */
const ATTEMPTS_MAX = 5

async function closeFree(trx: Trx, house_id: number, days: Days, by: Authorship): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const { rows } = await sql<{ nights: string }>`
      SELECT unnest(${rangeOf(days)}::datemultirange - coalesce(range_agg(nights), '{}'))::text AS nights
      FROM held_nights WHERE house_id = ${house_id} AND nights && ${rangeOf(days)}`.execute(trx)
    if (rows.length === 0) return
    await sql`SAVEPOINT close_free`.execute(trx)
    const ranges = rows.map(({ nights }) => sql<string>`${nights}::daterange`)
    if (await insertClosed(trx, house_id, ranges, by)) return
    await sql`ROLLBACK TO SAVEPOINT close_free`.execute(trx)
  }
  throw new Refusal('overloaded')
}

const recordChange = (
  trx: Trx,
  house_id: number,
  change: 'closed' | 'opened',
  days: Days,
  { author_id, at, note }: Authorship,
) =>
  sql`
    INSERT INTO calendar_changes (house_id, author_id, at, change, nights, note)
    VALUES (${house_id}, ${author_id}, ${at}, ${change}, ${rangeOf(days)}, ${note})`.execute(trx)
