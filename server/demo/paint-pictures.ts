import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { NARROW_WIDTH, type Picture } from './draw-pictures.ts'

/** Little effort: the colours are flat, so more of it would cost time and save few bytes. */
const WEBP = { quality: 75, effort: 0 }

/** Writes those pictures that `directory` does not hold; when it returns, all are there. */
export async function paintPictures(directory: string, pictures: readonly Picture[]) {
  const missing = pictures.filter((picture) =>
    filesOf(picture).some((file) => !existsSync(join(directory, file))),
  )
  if (missing.length === 0) return
  mkdirSync(directory, { recursive: true })
  const { default: sharp } = await import('sharp')
  const paintRest = async () => {
    for (let next = missing.pop(); next; next = missing.pop()) {
      // Drawn once, whatever the number of its sizes.
      const { data, info: raw } = await sharp(Buffer.from(next.svg))
        .raw()
        .toBuffer({ resolveWithObject: true })
      for (const file of filesOf(next)) {
        const sized = sharp(data, { raw })
        if (file === next.narrow_file) sized.resize(NARROW_WIDTH)
        await writeWhole(join(directory, file), await sized.webp(WEBP).toBuffer())
      }
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, paintRest))
}

const filesOf = ({ file, narrow_file }: Picture) => (narrow_file ? [narrow_file, file] : [file])

/** A file has its name only when it is whole, whatever crashes and whoever writes it too. */
async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`
  await writeFile(unfinished, content)
  await rename(unfinished, file)
}
