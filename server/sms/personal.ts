import { sql } from 'kysely'
import type { PersonalData } from '../personal-data.ts'

/** The outbox keeps what was sent for a day, and in development alone. */
export const SMS_OF_A_PERSON: PersonalData = {
  async erase(trx, { identifiers }) {
    await sql`
      DELETE FROM outbox_messages
      WHERE EXISTS (
        SELECT FROM unnest(${[...identifiers]}::text[]) AS word
        WHERE recipient = word OR strpos(text, word) > 0
      )`.execute(trx)
    return []
  },
}
