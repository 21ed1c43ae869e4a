import { hash } from '@node-rs/argon2'
import type { Insertable } from 'kysely'
import type { Db, Tables } from '../../server/schema.ts'

export const PASSWORD = 'correct horse battery staple'
/** A hash carries its own cost; this one is cheap, so that joining a site takes no time. */
const CHEAP = { algorithm: 2, memoryCost: 8, timeCost: 1, parallelism: 1 }
let password_hash: Promise<string> | undefined
let mobiles = 0

export interface Person {
  readonly id: number
  readonly mobile: string
  readonly name: string
}

/** A registered user with the password `PASSWORD`. */
export async function addPerson(db: Db, name?: string): Promise<Person> {
  password_hash ??= hash(PASSWORD, CHEAP)
  mobiles += 1
  const mobile = `139${String(mobiles).padStart(8, '0')}`
  return db
    .insertInto('users')
    .values({
      mobile,
      name: name ?? mobile,
      password_hash: await password_hash,
      created_at: new Date(),
    })
    .returning(['id', 'mobile', 'name'])
    .executeTakeFirstOrThrow()
}

export type HouseTraits = Readonly<Partial<Insertable<Tables['houses']>>>

/** A published house; returns its id. */
export async function addHouse(db: Db, host_id: number, traits: HouseTraits = {}): Promise<number> {
  const area = await db
    .insertInto('areas')
    .values({ name: '东城区' })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name: '东城区' }))
    .returning('id')
    .executeTakeFirstOrThrow()
  const house = await db
    .insertInto('houses')
    .values({
      host_id,
      area_id: area.id,
      title: '鼓楼边的小院',
      price_fen: 20_000,
      deposit_fen: 10_000,
      address: '东城区鼓楼东大街 1 号',
      room_count: 1,
      acreage: 30,
      unit: '一室',
      capacity: 2,
      beds: '双人床 1 张',
      min_days: 1,
      max_days: 0,
      created_at: new Date(),
      ...traits,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return house.id
}
