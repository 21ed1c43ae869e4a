import { randomBytes } from 'node:crypto'
import { Refusal } from '../../contract/refusals.ts'
import { changeHouses } from '../houses/change-house.ts'
import { checkOwnHouse, lockOwnHouse, type OwnHouse } from '../houses/own-house.ts'
import type { FileContent, Files } from '../platform/files/files.ts'
import type { DrawnPicture, Pictures } from '../platform/files/pictures.ts'
import type { Db } from '../schema.ts'
import { findImages, type HouseImage, insertImages } from './sql.ts'

export const IMAGE_WIDTHS = [400, 800, 1_600] as const
const IMAGES_MAX = 20

export interface NewImage {
  readonly house_id: number
  readonly user_id: number
  /** Where the file that was sent is. */
  readonly path: string
}

/**
 * Adds a picture to a house of one's own, as its last; the first becomes the cover.
 *
 * @throws {Refusal} `house_missing`, `not_your_house`, `pictures_full`, one of
 * `PICTURE_REFUSALS`, `file_fault`, `overloaded`.
 */
export async function addImage(
  db: Db,
  { files, pictures }: { readonly files: Files; readonly pictures: Pictures },
  { house_id, user_id, path }: NewImage,
): Promise<HouseImage> {
  const house = { house_id, user_id }
  await checkOwnHouse(db, house)
  // Looked at again under the lock; here it saves drawing in vain.
  refuseMore(await findImages(db, house_id))
  const sizes = await pictures.scale(path, IMAGE_WIDTHS)
  return files.keepFor(nameAll(house_id, sizes), async (urls) => {
    const image = describeImage(sizes, urls)
    await addRow(db, house, image)
    return image
  })
}

function refuseMore(images: readonly HouseImage[]): void {
  if (images.length >= IMAGES_MAX) throw new Refusal('pictures_full')
}

function nameAll(house_id: number, sizes: readonly DrawnPicture[]): FileContent[] {
  const id = randomBytes(8).toString('hex')
  return sizes.map(({ width, bytes }) => ({
    name: `houses/${house_id}/${id}-${width}.webp`,
    bytes,
  }))
}

/** A picture by its sizes, ascending, and where each of them is. */
export function describeImage(
  sizes: readonly Pick<DrawnPicture, 'width'>[],
  urls: readonly string[],
): HouseImage {
  const srcset = sizes.map(({ width }, index) => `${urls[index]} ${width}w`).join(', ')
  return { url: urls.at(-1) ?? '', srcset: sizes.length > 1 ? srcset : '' }
}

const addRow = (db: Db, house: OwnHouse, image: HouseImage) =>
  db.transaction().execute(async (trx) => {
    const { house_id } = house
    await lockOwnHouse(trx, house)
    const images = await findImages(trx, house_id)
    refuseMore(images)
    const last_position = images.at(-1)?.position ?? 0
    await insertImages(trx, house_id, [image], last_position + 1)
    await changeHouses(trx, house_id, { cover_url: images[0]?.url ?? image.url })
  })
