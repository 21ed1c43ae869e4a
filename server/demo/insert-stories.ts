import { createHouseSecrets } from '../houses/house-secrets.ts'
import { placeColumns, writeStory } from '../houses/write-story.ts'
import type { Db, Trx } from '../schema.ts'
import { HOUSES } from './data/houses.ts'
import { STORIES_IN_TOWN } from './data/stories-in-town.ts'
import { STORIES_OUTSIDE } from './data/stories-outside.ts'
import type { DemoStory } from './data/story.ts'

const STORIES: Readonly<Record<string, DemoStory>> = { ...STORIES_IN_TOWN, ...STORIES_OUTSIDE }
const FIRST_CODE = 2_580
const CODE_STEP = 137

/** What the hosts tell of their houses, where these are, and how guests get in. */
export async function insertStories(
  db: Db,
  session_secret: string,
  house_ids: readonly number[],
  userId: (name: string) => number,
): Promise<void> {
  const secrets = createHouseSecrets(session_secret)
  for (const [index, house] of HOUSES.entries()) {
    const told = STORIES[house.title]
    const house_id = house_ids[index]
    if (!told || house_id === undefined) throw new Error(`demo: no story of ${house.title}`)
    const { arrival, ...story } = told
    const instructions = {
      door_code: `${FIRST_CODE + index * CODE_STEP}#`,
      wifi_name: `ihome-${house_id}`,
      wifi_password: `welcome-${FIRST_CODE + index}`,
      arrival,
    }
    // The demo is filled inside one transaction.
    await writeStory(db as Trx, secrets, house_id, { ...story, instructions })
    await db
      .updateTable('houses')
      .set(placeColumns(secrets, userId(house.host), story))
      .where('id', '=', house_id)
      .execute()
  }
}
