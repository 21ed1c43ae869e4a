import { type Kysely, sql } from 'kysely'

/** Any number will do, as long as every server and command takes the same one. */
export const COPYING_FILES_LOCK = 7_446_019

/**
 * Whether files may be removed now. While they are copied none is: a copy of an earlier moment of
 * the database still names them.
 *
 * Asked after the rows that named a file are gone for good, it need not be held on to: a copy that
 * begins later begins without those rows.
 */
export async function mayRemoveFiles<Tables>(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    SELECT pg_try_advisory_xact_lock_shared(${COPYING_FILES_LOCK}) AS free`.execute(db)
  return rows[0]?.free === true
}
