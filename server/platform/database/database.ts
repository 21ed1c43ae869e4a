import type { Kysely } from 'kysely'

/** A statement whose text never changes, so that the database parses and plans it once. */
export interface Statement {
  readonly name: string
  readonly text: string
  /** Whether it waits for a commit; reads do not queue behind those. */
  readonly writes: boolean
  /** It may answer many rows: the short look-ups of every request do not queue behind those. */
  readonly pages?: true
  /** It may take long, as a search does: on a connection of the pool, where none waits behind it. */
  readonly long?: true
}

/** Runs one statement on the hot path: no transaction around it, its own commit. */
export type RunStatement = <Row>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>

/** One connection in one transaction, for scripts of many statements. */
export interface ScriptRunner {
  script(text: string): Promise<void>
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

export interface Database<Tables> {
  /** For everything that is not hot: typed, pooled, with transactions. */
  readonly kysely: Kysely<Tables>
  /** For what every request needs: prepared once, pipelined on connections of its own. */
  readonly run: RunStatement
  /** Runs `work` in one transaction that may hold many statements per call. */
  inScript<Result>(work: (runner: ScriptRunner) => Promise<Result>): Promise<Result>
  /** Many statements at once, in the transactions that they open themselves; the rows of all. */
  runScript<Row>(text: string): Promise<Row[]>
  /** Connections in use and requests waiting for one. */
  pool(): { readonly in_use: number; readonly idle: number; readonly waiting: number }
  close(): Promise<void>
}

const UNAVAILABLE = /^(08|57P|53)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)/
const UNAVAILABLE_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|timeout expired|query read timeout|not queryable|closed the connection/i
const RETRIABLE = new Set(['40001', '40P01'])

/** Whether the database could not be reached, or went away before it answered. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (
    (typeof code === 'string' && UNAVAILABLE.test(code)) || UNAVAILABLE_MESSAGE.test(error.message)
  )
}

/** Whether the statement was rolled back for the sake of another one, and may simply run again. */
export function isRetriable(error: unknown): boolean {
  return RETRIABLE.has(String((error as { code?: unknown } | undefined)?.code))
}

/** Whether another row has what must be unique already. */
export function isDuplicate(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === '23505'
}

/** Whether another row holds what an exclusion constraint lets one row hold alone. */
export function isTaken(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === '23P01'
}

/** Whether the error comes from the database at all. */
export function isDatabaseError(error: unknown): boolean {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown }
  return isUnavailable(error) || (typeof code === 'string' && typeof severity === 'string')
}
