import { Refusal } from '../../contract/refusals.ts'
import { changeHouses } from '../houses/change-house.ts'
import { lockOwnHouse } from '../houses/own-house.ts'
import type { Files } from '../platform/files/files.ts'
import type { Db } from '../schema.ts'
import { deleteImages, findImages, type HouseImage, insertImages } from './sql.ts'

export interface Arrangement {
  readonly house_id: number
  readonly user_id: number
  /** The pictures that stay, in their order; the first is the cover. */
  readonly urls: readonly string[]
}

/**
 * Puts the pictures of a house of one's own in order and removes those that are not named.
 *
 * @throws {Refusal} `house_missing`; `not_your_house`; `params_invalid` for an address that is not
 * one of the house's pictures, or is named twice.
 */
export async function arrangeImages(
  db: Db,
  files: Files,
  { house_id, user_id, urls }: Arrangement,
): Promise<void> {
  const removed = await db.transaction().execute(async (trx) => {
    await lockOwnHouse(trx, { house_id, user_id })
    const images = await findImages(trx, house_id)
    const staying = pick(images, urls)
    await deleteImages(trx, house_id)
    await insertImages(trx, house_id, staying, 1)
    await changeHouses(trx, house_id, { cover_url: staying[0]?.url ?? '' })
    return images.filter((image) => !staying.includes(image))
  })
  // Only now: until the commit the pages show them.
  await files.remove(removed.flatMap(addressesOf))
}

function pick<Image extends HouseImage>(
  images: readonly Image[],
  urls: readonly string[],
): Image[] {
  if (new Set(urls).size !== urls.length) throw invalid('named twice')
  return urls.map((url) => {
    const image = images.find((known) => known.url === url)
    if (!image) throw invalid('not a picture of this house')
    return image
  })
}

const invalid = (problem: string) => new Refusal('params_invalid', { field: 'img_urls', problem })

/** Those in the srcset, `url 400w, url 800w`, and the one that stands alone. */
function addressesOf({ url, srcset }: HouseImage): string[] {
  const sizes = srcset.split(', ').map((size) => size.split(' ')[0] ?? '')
  return [...new Set([url, ...sizes])].filter((address) => address !== '')
}
