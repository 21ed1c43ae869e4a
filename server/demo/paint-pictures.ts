import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { DemoPictures, Picture } from './draw-pictures.ts'

/** Little effort: the colours are flat, so more of it would cost time and save few bytes. */
const WEBP = { quality: 75, effort: 0 }

/** Each holds a picture of its own in memory. */
const PAINTERS_MAX = 2
const PROGRAM = fileURLToPath(new URL('./paint.ts', import.meta.url))

export const allOf = ({ houses, portraits }: DemoPictures): Picture[] => [
  ...houses.flat(),
  ...portraits.filter((portrait) => portrait !== undefined),
]

const findMissing = (directory: string, pictures: readonly Picture[]) =>
  pictures.filter(({ sizes }) => sizes.some(({ file }) => !existsSync(join(directory, file))))

/** As `paintPictures`, in a process of its own: this one goes on to serve, and stays small. */
export async function paintElsewhere(directory: string, pictures: DemoPictures): Promise<void> {
  if (findMissing(directory, allOf(pictures)).length === 0) return
  await promisify(execFile)(process.execPath, [PROGRAM, directory])
}

/** Writes those pictures that `directory` does not hold; when it returns, all are there. */
export async function paintPictures(directory: string, pictures: readonly Picture[]) {
  const missing = findMissing(directory, pictures)
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
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), PAINTERS_MAX) }, paintRest),
  )
}

/** A file has its name only when it is whole, whatever crashes and whoever writes it too. */
async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`
  await writeFile(unfinished, content)
  await rename(unfinished, file)
}
