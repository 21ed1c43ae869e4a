import { sql } from 'kysely'
import type { Db } from '../schema.ts'
import type { Days } from './free-nights.ts'

export interface TakenDays {
  /** Both inclusive. */
  readonly start_date: string
  readonly end_date: string
}

/** The days of a house that are held within `days`: stays that touch are one, nobody is named. */
export async function findTaken(db: Db, house_id: number, { first, last }: Days) {
  const { rows } = await sql<TakenDays>`
    SELECT lower(taken) AS start_date, upper(taken) - 1 AS end_date
    FROM (
      SELECT unnest(range_agg(nights * asked.days)) AS taken
      FROM held_nights, (SELECT daterange(${first}::date, ${last}::date, '[]') AS days) AS asked
      WHERE house_id = ${house_id} AND nights && asked.days
    ) AS merged
    ORDER BY taken`.execute(db)
  return rows
}
