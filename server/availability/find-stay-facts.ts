import { sql } from 'kysely'
import type { HouseHead } from '../houses/visible-house.ts'
import { createBatch } from '../platform/database/batch.ts'
import { type PricedHouse, type PricedRow, pricedOf } from '../pricing/find-priced.ts'
import type { Database } from '../schema.ts'
import { isFree, isNearStay } from './ledger.ts'

/** A house, and days that somebody would stay there. */
export interface AskedStay {
  readonly house_id: number
  readonly first: string
  readonly last: string
}

/** All that a quote is made of, as it was at one moment. */
export interface StayFacts {
  readonly head: HouseHead
  readonly priced: PricedHouse
  /** Whether another has one of the days, or is too near to them. */
  readonly taken: boolean
}

/** undefined where there is no such house. */
export type FindStayFacts = (stay: AskedStay) => Promise<StayFacts | undefined>

interface FactsRow extends PricedRow, HouseHead {
  /** Which of the stays, from 1. */
  readonly place: number
  readonly taken: boolean
}

const LIMITS = { size_max: 64, length_max: 5_000, wait_ms_max: 5_000, runs_max: 2 }

/** What is asked together is found by one statement, and never what was true before it was asked. */
export function createFindStayFacts(database: Database): FindStayFacts {
  const stays = createBatch<AskedStay, StayFacts | undefined>(LIMITS, async (asked) => {
    const { sql: text, parameters } = statementFor(asked).compile(database.kysely)
    const statement = { name: 'find_stay_facts', text, writes: false, pages: true } as const
    const rows = await database.run<FactsRow>(statement, parameters)
    const found = new Map(rows.map((row) => [row.place, row]))
    return asked.map((_, index) => {
      const row = found.get(index + 1)
      return row && { head: row, priced: pricedOf(row), taken: row.taken }
    })
  })
  return (stay) => stays.submit(stay)
}

const HOUSE_ID = sql`house.id`
const DAYS = { first: sql`asked.first`, last: sql`asked.last` }

/** LIMIT keeps the planner from joining whole tables: it does not know how few are asked for. */
const statementFor = (asked: readonly AskedStay[]) => sql<FactsRow>`
  SELECT asked.place, house.*, told.rules,
    NOT ${isFree(HOUSE_ID, DAYS)} OR ${isNearStay(HOUSE_ID, sql`house.gap_days`, DAYS)} AS taken
  FROM unnest(${asked.map(({ house_id }) => house_id)}::bigint[],
    ${asked.map(({ first }) => first)}::date[], ${asked.map(({ last }) => last)}::date[])
    WITH ORDINALITY AS asked (house_id, first, last, place)
  JOIN LATERAL (
    SELECT id, host_id, listed, terms_version, price_fen, min_days, max_days, deposit_fen, capacity,
      gap_days
    FROM houses WHERE houses.id = asked.house_id LIMIT 1
  ) AS house ON true
  LEFT JOIN LATERAL (
    SELECT rules FROM house_rules WHERE house_rules.house_id = asked.house_id LIMIT 1
  ) AS told ON true`
