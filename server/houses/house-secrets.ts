import type { InstructionsText } from '../../contract/house-story.ts'
import { createSealer, deriveKey } from '../platform/secrets/sealer.ts'
import type { Db } from '../schema.ts'

/** What hides where houses are and how guests get in. */
export interface HouseSecrets {
  /** Displaces what is shown on the map. */
  readonly place_key: Buffer
  /** null where they say nothing. */
  seal(house_id: number, instructions: InstructionsText): string | null
  /** Nothing where they were sealed with a secret that the site no longer has. */
  open(house_id: number, sealed: string | null): InstructionsText
}

/** Keys of their own, derived from the site's secret. */
export function createHouseSecrets(secret: string): HouseSecrets {
  const sealer = createSealer(secret, 'houses: instructions')
  const ownerOf = (house_id: number) => `house:${house_id}`
  return {
    place_key: deriveKey(secret, 'houses: places'),
    seal(house_id, instructions) {
      const said = Object.entries(instructions).filter(([, text]) => text.trim() !== '')
      if (said.length === 0) return null
      return sealer.seal(ownerOf(house_id), JSON.stringify(Object.fromEntries(said)))
    },
    open(house_id, sealed) {
      if (sealed === null) return {}
      try {
        return JSON.parse(sealer.open(ownerOf(house_id), sealed)) as InstructionsText
      } catch {
        return {}
      }
    },
  }
}

/** How guests get in, as its host wrote it; nothing where they did not. */
export async function readInstructions(db: Db, secrets: HouseSecrets, house_id: number) {
  const story = await db
    .selectFrom('house_stories')
    .select('instructions')
    .where('house_id', '=', house_id)
    .executeTakeFirst()
  return secrets.open(house_id, story?.instructions ?? null)
}
