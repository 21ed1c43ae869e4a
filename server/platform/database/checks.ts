import type { RawBuilder } from 'kysely'
import type { Database } from './database.ts'

const SHOWN_MAX = 100

/** Something that is never true of sound data. */
export interface Check {
  /** What is wrong with each row that it finds. */
  readonly finds: string
  /** Its rows have one column, `line`. */
  readonly query: RawBuilder<unknown>
}

export interface Finding {
  readonly finds: string
  readonly count: number
  /** The first hundred of them. */
  readonly lines: readonly string[]
}

/** All checks read one moment of the database, for as long as that takes: data moves meanwhile. */
export const runChecks = <Tables>(
  database: Database<Tables>,
  checks: readonly Check[],
): Promise<Finding[]> =>
  database.inScript(async ({ script, query }) => {
    await script('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL statement_timeout = 0')
    const findings: Finding[] = []
    for (const { finds, query: wanted } of checks) {
      const { sql, parameters } = wanted.compile(database.kysely)
      const rows = await query<{ line: string }>(sql, parameters)
      const lines = rows.slice(0, SHOWN_MAX).map(({ line }) => line)
      if (rows.length > 0) findings.push({ finds, count: rows.length, lines })
    }
    return findings
  })
