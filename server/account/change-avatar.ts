import { randomBytes } from 'node:crypto'
import type { Files } from '../platform/files/files.ts'
import type { Pictures } from '../platform/files/pictures.ts'
import type { Db } from '../schema.ts'
import { replaceAvatar } from './profile-sql.ts'
import type { OnProfileChanged } from './public-profile.ts'

const SIDE_PIXELS = 256

export interface AvatarDeps {
  readonly files: Files
  readonly pictures: Pictures
  readonly onProfileChanged: OnProfileChanged
}

/**
 * Makes an avatar of the picture at `path`; returns its address.
 *
 * @throws {Refusal} one of `PICTURE_REFUSALS`, `file_fault`, `overloaded`.
 */
export async function changeAvatar(
  db: Db,
  { files, pictures, onProfileChanged }: AvatarDeps,
  user_id: number,
  path: string,
): Promise<string> {
  const bytes = await pictures.cropSquare(path, SIDE_PIXELS)
  const name = `avatars/${user_id}-${randomBytes(8).toString('hex')}.webp`
  const [before, avatar_url] = await files.keepFor([{ name, bytes }], ([url = '']) =>
    db.transaction().execute(async (trx) => {
      const replaced = await replaceAvatar(trx, user_id, url)
      await onProfileChanged(trx, user_id)
      return [replaced, url] as const
    }),
  )
  await files.remove([before])
  return avatar_url
}
