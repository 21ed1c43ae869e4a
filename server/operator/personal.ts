import { EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'
import { removeOperator } from './operator-rows.ts'

/** The audit log stays: it names people by their id alone. */
export const OPERATORS_OF_A_PERSON: PersonalData = {
  exports: {
    'operator-acts': (db, user_id) =>
      db
        .selectFrom('audit_entries')
        .select(['id', 'at', 'address', 'act', 'subject', 'subject_id', 'reason'])
        .where('actor_id', '=', user_id)
        .orderBy('id', 'desc')
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
  },
  async erase(trx, { user_id }) {
    await removeOperator(trx, user_id)
    return []
  },
}
