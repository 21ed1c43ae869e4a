import { readFile } from 'node:fs/promises'
import type { Sharp, WebpOptions } from 'sharp'
import { Refusal, type RefusalName } from '../../../contract/refusals.ts'
import { createBatch } from '../database/batch.ts'
import { isPolyglot } from './polyglot.ts'

/** What telephones take; a JPEG is made smaller as it is decoded, others are whole in memory. */
const PIXELS_MAX = { jpeg: 64_000_000, other: 40_000_000 }
const DRAW_S_MAX = 30
/** How many times as high as wide a picture may stay; what is higher is made smaller. */
const HEIGHT_PER_WIDTH_MAX = 4
/** More effort saves 3 % of the bytes for twice the time. */
const WEBP = { quality: 80, effort: 2 }

/** Decoding takes a processor and much memory for each picture. */
const DRAW_LIMITS = { size_max: 1, runs_max: 2, length_max: 64, wait_ms_max: 30_000 }

/** Loaded with the first picture: it is large, and many servers never draw one. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  // One thread and no cache a picture: others are being served at the same time.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

/** A picture drawn anew as WebP: nothing of the file that was sent is in it but its pixels. */
export interface DrawnPicture {
  readonly width: number
  readonly bytes: Buffer
}

/**
 * Draws pictures that people sent, JPEG, PNG, WebP or AVIF by their content: turned upright,
 * without what cameras write about place and time, the first frame of those that move.
 *
 * Each is refused as `picture_invalid` where the file is none, `picture_mixed` where it is something
 * else as well, `picture_broken`, `picture_too_large` past 64 megapixels as JPEG and 40 as anything
 * else, and as `overloaded` where too many are waiting.
 */
export interface Pictures {
  /** In each of these widths, ascending and never enlarged: a small picture comes in fewer. */
  scale(path: string, widths: readonly number[]): Promise<DrawnPicture[]>
  /** The middle of it as a square. */
  cropSquare(path: string, side: number): Promise<Buffer>
}

export function createPictures(): Pictures {
  // Batches of one: what is wanted of them is the queue and its limits, which bound the memory.
  const decoding = createBatch<() => Promise<DrawnPicture[]>, DrawnPicture[]>(
    DRAW_LIMITS,
    async (draws) => Promise.all(draws.map((draw) => draw())),
  )
  return {
    scale: (path, widths) =>
      decoding.submit(() => refuseBroken(path, (file) => scalePicture(file, widths))),
    async cropSquare(path, side) {
      const [square] = await decoding.submit(() => refuseBroken(path, (file) => crop(file, side)))
      return (square as DrawnPicture).bytes
    },
  }
}

async function refuseBroken(
  path: string,
  draw: (file: Sharp) => Promise<DrawnPicture[]>,
): Promise<DrawnPicture[]> {
  // Before the library sees it, which knows many more formats than are wanted here.
  const bytes = await readFile(path)
  const head = bytes.toString('latin1', 0, HEAD_BYTES)
  if (!isPictureHead(head)) throw new Refusal('picture_invalid')
  if (isPolyglot(bytes)) throw new Refusal('picture_mixed')
  const limitInputPixels = isJpegHead(head) ? PIXELS_MAX.jpeg : PIXELS_MAX.other
  const sharp = await loadSharp()
  const file = sharp(path, { limitInputPixels, failOn: 'error', sequentialRead: true })
  try {
    return await draw(file.autoOrient().timeout({ seconds: DRAW_S_MAX }))
  } catch (error) {
    throw new Refusal(whatStopped(error as Error))
  }
}

/** The library has no codes for its errors. */
function whatStopped({ message }: Error): RefusalName {
  if (message.startsWith('timeout:')) return 'overloaded'
  return message.includes('exceeds pixel limit') ? 'picture_too_large' : 'picture_broken'
}

/** Decodes once, in the widest size; the others are drawn from that one. */
export async function scalePicture(
  file: Sharp,
  widths: readonly number[],
  webp: WebpOptions = WEBP,
): Promise<DrawnPicture[]> {
  const widest = Math.max(...widths)
  const { data, info } = await fit(file, widest)
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const sharp = await loadSharp()
  const raw = { width: info.width, height: info.height, channels: info.channels }
  const drawn = new Map<number, DrawnPicture>()
  for (const width of widths) {
    const { data: bytes, info: size } = await fit(sharp(data, { raw }), width)
      .webp(webp)
      .toBuffer({ resolveWithObject: true })
    drawn.set(size.width, { width: size.width, bytes })
  }
  return [...drawn.values()].sort((one, other) => one.width - other.width)
}

const fit = (picture: Sharp, width: number): Sharp =>
  picture.resize({
    width,
    height: width * HEIGHT_PER_WIDTH_MAX,
    fit: 'inside',
    withoutEnlargement: true,
  })

async function crop(file: Sharp, side: number): Promise<DrawnPicture[]> {
  const bytes = await file.resize(side, side, { fit: 'cover' }).webp(WEBP).toBuffer()
  return [{ width: side, bytes }]
}

const HEAD_BYTES = 12

const isJpegHead = (head: string): boolean => head.startsWith('\xff\xd8\xff')

const isPictureHead = (head: string): boolean =>
  isJpegHead(head) ||
  head.startsWith('\x89PNG\r\n\x1a\n') ||
  /^RIFF.{4}WEBP/s.test(head) ||
  /^.{4}ftypavi[fs]/s.test(head)
