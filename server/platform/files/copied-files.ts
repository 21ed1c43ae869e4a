import { type Kysely, sql } from 'kysely'

/** Any number will do, as long as every server and command takes the same one. */
export const COPYING_FILES_LOCK = 7_446_019

/**
 * Whether the files at these addresses may be removed now. While files are copied none is: a copy
 * of an earlier moment of the database still names them. They are then noted, to be removed later.
 *
 * Asked after the rows that named a file are gone for good, it need not be held on to: a copy that
 * begins later begins without those rows.
 */
export async function mayRemoveFiles<Tables>(
  db: Kysely<Tables>,
  urls: readonly string[],
): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    SELECT pg_try_advisory_xact_lock_shared(${COPYING_FILES_LOCK}) AS free`.execute(db)
  if (rows[0]?.free === true) return true
  await sql`INSERT INTO file_removals (url, since)
    SELECT url, now() FROM unnest(${[...urls]}::text[]) AS url WHERE url <> ''
    ON CONFLICT DO NOTHING`.execute(db)
  return false
}
