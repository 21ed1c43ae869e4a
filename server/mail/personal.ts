import type { PersonalData } from '../personal-data.ts'
import { deleteAddress } from './address-rows.ts'

export const MAIL_OF_A_PERSON: PersonalData = {
  exports: {
    mail: (db, user_id) =>
      db
        .selectFrom('mail_addresses')
        .select(['address', 'pending', 'language', 'confirmed_at', 'refused_at', 'unsubscribed_at'])
        .where('user_id', '=', user_id)
        .execute(),
  },
  async erase(trx, { user_id }) {
    await deleteAddress(trx, user_id)
    return []
  },
}
