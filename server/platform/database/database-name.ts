import { type Kysely, sql } from 'kysely'

/**
 * A name that no other database has, on this server or another: not even one that was made again
 * under the same address, or is a copy of this one.
 */
export async function uniqueNameOf<Tables>(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    SELECT system_identifier || '.' || oid AS name
    FROM pg_control_system(), pg_database WHERE datname = current_database()`.execute(db)
  return String(rows[0]?.name)
}
