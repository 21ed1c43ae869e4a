import { freeIdCard } from '../account/free-id-card.ts'
import { auditCommand } from '../operator/audit-log.ts'
import { findPersonByMobile } from '../operator/operator-rows.ts'
import { openRuntime } from '../runtime.ts'

/** Takes id cards back from the accounts of these mobile numbers. */
export async function freeIdCards(mobiles: readonly string[]) {
  if (mobiles.length === 0) throw new Error('what to do is missing: --free-id-card MOBILE')
  const { database, clock } = await openRuntime()
  try {
    for (const mobile of mobiles) {
      if (!(await freeIdCard(database.kysely, mobile)))
        throw new Error(`no account with the mobile number ${mobile} has an id card`)
      const person = await findPersonByMobile(database.kysely, mobile)
      await auditCommand(database.kysely, clock, {
        act: 'id_card_freed',
        subject: 'person',
        ...(person && { subject_id: person.id }),
      })
      console.log(`${mobile}: id card freed`)
    }
  } finally {
    await database.close()
  }
}
