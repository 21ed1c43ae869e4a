import type { Db } from '../schema.ts'
import { PEOPLE } from './data/people.ts'

export type People = 'nobody' | 'demo' | 'others'

/**
 * Whose users the database holds. Demo data comes all at once, so whoever finds its people finds
 * the rest of it; others may have joined them since.
 */
export async function findPeople(db: Db): Promise<People> {
  const mobiles = PEOPLE.map((person) => person.mobile)
  const ours = await db.selectFrom('users').select('id').where('mobile', 'in', mobiles).execute()
  if (ours.length === PEOPLE.length) return 'demo'
  const anybody = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  return anybody ? 'others' : 'nobody'
}
