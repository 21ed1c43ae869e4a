import { hashPassword } from '../account/passwords.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { PASSWORD, PEOPLE } from './data/people.ts'
import { DEMO_URL, type DemoPictures, type Picture } from './draw-pictures.ts'

const DAY_MS = 86_400_000
const FIRST_DAYS_AGO = 260
const INTERVAL_DAYS = 4.3

/** Returns the ids by name. All have one password, which everybody knows: so one hash will do. */
export async function insertPeople(
  db: Db,
  clock: Clock,
  portraits: DemoPictures['portraits'],
): Promise<Map<string, number>> {
  const password_hash = await hashPassword(PASSWORD)
  const rows = await db
    .insertInto('users')
    .values(
      PEOPLE.map(({ mobile, name, proof }, index) => ({
        mobile,
        name,
        password_hash,
        avatar_url: urlOf(portraits[index]),
        real_name: proof?.real_name ?? null,
        id_card: proof?.id_card ?? null,
        created_at: new Date(
          clock.now().getTime() - (FIRST_DAYS_AGO - index * INTERVAL_DAYS) * DAY_MS,
        ),
      })),
    )
    .returning(['id', 'name'])
    .execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

function urlOf(portrait: Picture | undefined): string {
  const file = portrait?.sizes.at(-1)?.file
  return file ? `${DEMO_URL}/${file}` : ''
}
