import type { Db } from '../schema.ts'

/**
 * Takes the real name and id card back from the account of a mobile number, so that their true
 * owner can verify; whether it had any. Houses that it has stay, but it cannot publish more.
 */
export async function freeIdCard(db: Db, mobile: string): Promise<boolean> {
  const freed = await db
    .updateTable('users')
    .set({ real_name: null, id_card: null })
    .where('mobile', '=', mobile)
    .where('id_card', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return freed !== undefined
}
