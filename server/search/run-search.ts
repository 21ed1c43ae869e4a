import type { Database } from '../schema.ts'
import { type FoundRow, isPlannedOnce, type Search, searchStatement } from './sql.ts'

/**
 * Runs a search. What one plan suits is prepared; the rest is planned with the values that are asked
 * for.
 */
export async function runSearch(database: Database, search: Search, skipped: number) {
  const compiled = searchStatement(search, skipped).compile(database.kysely)
  const { sql: text, parameters } = compiled
  const rows = isPlannedOnce(search)
    ? await database.run<FoundRow>(
        { name: nameOf(search), text, writes: false, ...connectionOf(search) },
        parameters,
      )
    : (await database.kysely.executeQuery(compiled)).rows
  const [row] = rows
  return { page: row?.page ?? '', counted: row?.counted ?? 0 }
}

const nameOf = ({ sort, area_id, days }: Search): string =>
  ['search', sort, area_id === undefined ? 'everywhere' : 'area', ...(days ? ['days'] : [])].join(
    '_',
  )

/** With days, as many houses are looked at as it takes to fill a page. */
const connectionOf = ({ days }: Search): { long: true } | { pages: true } =>
  days ? { long: true } : { pages: true }
