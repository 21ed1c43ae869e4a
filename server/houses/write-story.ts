import type { Static } from 'typebox'
import type { Position } from '../../contract/house-story.ts'
import type { HouseForm } from '../../contract/houses.ts'
import type { Trx } from '../schema.ts'
import type { HouseSecrets } from './house-secrets.ts'
import { displaced } from './shown-place.ts'

/** What a form says beside the facts; what is absent stays as it is. */
export type SentStory = Pick<
  Static<typeof HouseForm>,
  'kind' | 'description' | 'house_rules' | 'bedrooms' | 'position' | 'instructions'
>

const POSITION_DECIMALS = 6

const trimmed = (text: string | undefined) => text?.replaceAll('\r\n', '\n').trim()
const present = <Values extends object>(values: Values) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<Values>

/** Writes what was said of the story of a house; its row is locked, or nobody has seen it yet. */
export async function writeStory(
  trx: Trx,
  secrets: HouseSecrets,
  house_id: number,
  story: SentStory,
): Promise<void> {
  const said = present({
    kind: story.kind,
    description: trimmed(story.description),
    house_rules: trimmed(story.house_rules),
    bedrooms: story.bedrooms && JSON.stringify(story.bedrooms),
    instructions: story.instructions && secrets.seal(house_id, story.instructions),
  })
  if (Object.keys(said).length === 0) return
  await trx
    .insertInto('house_stories')
    .values({ house_id, instructions: null, ...said } as never)
    .onConflict((conflict) => conflict.column('house_id').doUpdateSet(said as never))
    .execute()
}

interface KnownPlace {
  readonly latitude: number | null
  readonly longitude: number | null
}

/**
 * What the form changes of the place, as columns of the house. Where the place is said again
 * as it is, its circle stays too, whatever key it was drawn with.
 */
export function placeColumns(
  secrets: HouseSecrets,
  host_id: number,
  { position }: SentStory,
  before: KnownPlace = { latitude: null, longitude: null },
) {
  if (position === undefined) return {}
  if (position === null)
    return {
      latitude: null,
      longitude: null,
      shown_latitude: null,
      shown_longitude: null,
    }
  const exact = rounded(position)
  if (exact.latitude === before.latitude && exact.longitude === before.longitude) return {}
  const shown = displaced(secrets.place_key, host_id, exact)
  return {
    ...exact,
    shown_latitude: shown.latitude,
    shown_longitude: shown.longitude,
  }
}

const rounded = ({ latitude, longitude }: Position): Position => ({
  latitude: Number(latitude.toFixed(POSITION_DECIMALS)),
  longitude: Number(longitude.toFixed(POSITION_DECIMALS)),
})
