import { wordsOf } from '../i18n/words.ts'

/** As the server has them. */
export const PICTURES_MAX = 20
const PICTURE_BYTES_MAX = 10 * 1024 * 1024

/** With the kinds named, phones hand over their HEIC photos as JPEG; with `image/*` they do not. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif'

const HEIC = /\.(heic|heif)$/i

/** Why a file need not even be sent; undefined where it may be. */
export function refuseFile({ name, type, size }: File): string | undefined {
  const t = wordsOf('pictures')
  if (HEIC.test(name) || /hei[cf]/.test(type)) return t('picture_heic')
  if (!ACCEPTED.split(',').includes(type)) return t('picture_kind')
  if (size > PICTURE_BYTES_MAX) return t('picture_large')
  if (size === 0) return t('picture_empty')
  return undefined
}
