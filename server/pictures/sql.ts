import type { Db, Trx } from '../schema.ts'

/** One picture in its sizes; `url` is the widest. */
export interface HouseImage {
  readonly url: string
  readonly srcset: string
}

export const findImages = (db: Db, house_id: number) =>
  db
    .selectFrom('house_images')
    .select(['position', 'url', 'srcset'])
    .where('house_id', '=', house_id)
    .orderBy('position')
    .execute()

export const deleteImages = (trx: Trx, house_id: number) =>
  trx.deleteFrom('house_images').where('house_id', '=', house_id).execute()

export async function insertImages(
  trx: Trx,
  house_id: number,
  images: readonly HouseImage[],
  first_position: number,
): Promise<void> {
  if (images.length === 0) return
  const rows = images.map(({ url, srcset }, index) => ({
    house_id,
    position: first_position + index,
    url,
    srcset,
  }))
  await trx.insertInto('house_images').values(rows).execute()
}
