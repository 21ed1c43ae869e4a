import type { Db } from '../schema.ts'

export async function hasHouse(db: Db, house_id: number): Promise<boolean> {
  const house = db.selectFrom('houses').select('id').where('id', '=', house_id)
  return (await house.executeTakeFirst()) !== undefined
}
