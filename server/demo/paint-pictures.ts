import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Picture } from './draw-pictures.ts'

/** Little effort: the colours are flat, so more of it would cost time and save few bytes. */
const WEBP = { quality: 75, effort: 0 }

/** Writes those pictures that `directory` does not hold; when it returns, all are there. */
export async function paintPictures(directory: string, pictures: readonly Picture[]) {
  const isThere = ({ sizes }: Picture) =>
    sizes.every(({ file }) => existsSync(join(directory, file)))
  const missing = pictures.filter((picture) => !isThere(picture))
  if (missing.length === 0) return
  mkdirSync(directory, { recursive: true })
  const [{ default: sharp }, { scalePicture }] = await Promise.all([
    import('sharp'),
    import('../platform/files/pictures.ts'),
  ])
  const paintRest = async () => {
    for (let next = missing.pop(); next; next = missing.pop()) {
      const { svg, sizes } = next
      const widths = sizes.map(({ width }) => width)
      const painted = await scalePicture(sharp(Buffer.from(svg)), widths, WEBP)
      for (const [index, { bytes }] of painted.entries())
        await writeWhole(join(directory, sizes[index]?.file ?? ''), bytes)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, paintRest))
}

/** A file has its name only when it is whole, whatever crashes and whoever writes it too. */
async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`
  await writeFile(unfinished, content)
  await rename(unfinished, file)
}
