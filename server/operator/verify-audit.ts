import { sql } from 'kysely'
import type { Check } from '../platform/database/checks.ts'
import type { Verification } from '../room.ts'

const CHECKS: readonly Check[] = [
  {
    finds: 'entries that do not say what they said when they were written',
    query: sql`
      SELECT format('entry %s: %s %s', a.id, a.act, a.subject) AS line
      FROM audit_entries a WHERE a.hash <> audit_hash(a) ORDER BY a.id`,
  },
  {
    finds: 'places where entries were taken out or slipped in',
    query: sql`
      SELECT format('before entry %s', chain.id) AS line
      FROM (
        SELECT id, previous, lag(id, 1, 0::bigint) OVER entries AS id_before,
          lag(hash, 1, '') OVER entries AS hash_before
        FROM audit_entries WINDOW entries AS (ORDER BY id)
      ) AS chain
      WHERE chain.id <> chain.id_before + 1 OR chain.previous <> chain.hash_before
      ORDER BY chain.id`,
  },
]

/**
 * What was cut off at the end leaves no trace in the chain itself: the last entry is printed, to be
 * compared with what was kept elsewhere.
 */
export const AUDIT: Verification = {
  subject: 'audit',
  checks: CHECKS,
  describe: async ({ kysely }) => {
    const last = await kysely
      .selectFrom('audit_entries')
      .select(['id', 'hash'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return [last ? `${last.id} entries, the last one's hash is ${last.hash}` : 'no entries yet']
  },
  passed: 'every entry of the audit log says what it said when it was written',
}
