import type { PersonalData } from '../personal-data.ts'

export const CODES_OF_A_PERSON: PersonalData = {
  async erase(trx, { mobile }) {
    await trx.deleteFrom('sms_codes').where('mobile', '=', mobile).execute()
    return []
  },
}
