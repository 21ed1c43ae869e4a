import { type RawBuilder, sql } from 'kysely'
import type { NightDate } from '../../rules/night-date.ts'

/** Days that somebody wants to stay, inclusive at both ends. */
export interface Days {
  readonly first: NightDate
  readonly last: NightDate
}

/**
 * Whether nobody holds any of `days` in the house that `house_id` names in the statement around it.
 * The index of the ledger's own constraint answers it, house by house: OFFSET 0 keeps the planner
 * from joining the whole ledger instead.
 */
export const isFree = (house_id: RawBuilder<unknown>, { first, last }: Days) => sql<boolean>`
  NOT EXISTS (
    SELECT FROM held_nights
    WHERE held_nights.house_id = ${house_id}
      AND nights && daterange(${first}::date, ${last}::date, '[]')
    OFFSET 0
  )`
