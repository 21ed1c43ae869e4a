import type { Db } from '../schema.ts'

export const findHouseId = (db: Db, house_id: number) =>
  db.selectFrom('houses').select('id').where('id', '=', house_id).executeTakeFirst()
