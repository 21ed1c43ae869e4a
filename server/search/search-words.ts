import { sql } from 'kysely'
import type { Db } from '../schema.ts'

/** Words as they are compared. */
export interface SearchWords {
  /** All must be met. */
  readonly words: readonly string[]
  /** So many houses contain them that they are met on the way, not looked up. */
  readonly common: boolean
}

/** Of all houses. */
const COMMON_SHARE = 0.02
/** A table of fewer is read whole sooner than it is walked through. */
const HOUSES_MIN = 50_000

/** Apart from the search, so that the planner knows them. */
export async function readSearchWords(db: Db, typed: readonly string[]): Promise<SearchWords> {
  if (typed.length === 0) return { words: [], common: false }
  const { rows } = await sql<{ word: string }>`
    SELECT fold_text(word) AS word FROM unnest(${[...typed]}::text[]) AS word`.execute(db)
  const words = rows.map(({ word }) => word)
  return { words, common: await areCommon(db, words) }
}

type Estimate = { readonly 'Plan Rows': number }
interface Explained {
  readonly 'QUERY PLAN': readonly { readonly Plan: { readonly Plans: readonly Estimate[] } }[]
}

/**
 * What the planner's statistics say, who counts nothing. Where words are common, looking them up
 * costs more than meeting them; and who met them need not be asked again what letters they have.
 */
async function areCommon(db: Db, words: readonly string[]): Promise<boolean> {
  const { rows } = await sql<Explained>`
    EXPLAIN (FORMAT JSON)
    SELECT FROM houses WHERE text_grams(search_text) @> ${gramsOf(words)}::text[]
    UNION ALL SELECT FROM houses`.execute(db)
  const [containing, all] = rows[0]?.['QUERY PLAN'][0]?.Plan.Plans ?? []
  if (!containing || !all || all['Plan Rows'] < HOUSES_MIN) return false
  return containing['Plan Rows'] > all['Plan Rows'] * COMMON_SHARE
}

/** What the index knows of texts: pairs of neighbours, and letters that stand alone. */
export const gramsOf = (words: readonly string[]): string[] =>
  words.flatMap((word) => {
    const letters = [...word]
    if (letters.length === 1) return letters
    return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
  })
