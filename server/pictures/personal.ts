import type { PersonalData } from '../personal-data.ts'
import type { Db } from '../schema.ts'

/** Pictures of the houses that somebody lets, the widest of each. */
const findImagesOf = (db: Db, host_id: number) =>
  db
    .selectFrom('house_images')
    .innerJoin('houses', 'houses.id', 'house_images.house_id')
    .select(['house_images.house_id', 'position', 'url', 'srcset'])
    .where('houses.host_id', '=', host_id)
    .orderBy('house_images.house_id')
    .orderBy('position')
    .execute()

/** A picture's files: `srcset` names each width. */
const filesOf = ({ url, srcset }: { readonly url: string; readonly srcset: string }): string[] => [
  ...new Set([url, ...srcset.split(',').map((part) => part.trim().split(' ')[0] ?? '')]),
]

export const PICTURES_OF_A_PERSON: PersonalData = {
  pictures: async (db, user_id) => (await findImagesOf(db, user_id)).map(({ url }) => url),
  async erase(trx, { user_id }) {
    const images = await findImagesOf(trx, user_id)
    await trx
      .deleteFrom('house_images')
      .where('house_id', 'in', (query) =>
        query.selectFrom('houses').select('id').where('host_id', '=', user_id),
      )
      .execute()
    return images.flatMap(filesOf)
  },
}
