import sharp from 'sharp'

type Bytes = Uint8Array<ArrayBuffer>
type Format = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff'

const RED = '#e02020'
const BLUE = '#2040e0'

const toBytes = (buffer: Buffer): Bytes => new Uint8Array(buffer)

/** A picture whose left half is red and whose right half is blue. */
export async function picture(
  width: number,
  height: number,
  format: Format = 'jpeg',
): Promise<Bytes> {
  return toBytes(await halves(width, height).toFormat(format).toBuffer())
}

function halves(width: number, height: number) {
  const half = Math.ceil(width / 2)
  const blue = { width: width - half, height, channels: 3 as const, background: BLUE }
  return sharp({ create: { width, height, channels: 3, background: RED } }).composite([
    { input: { create: blue }, left: half, top: 0 },
  ])
}

/** As a telephone held upright writes it: lying on its side, with the place in its EXIF. */
export async function pictureOnItsSide(width: number, height: number): Promise<Bytes> {
  const bytes = await halves(width, height)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Telephone', Copyright: 'somebody' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  return toBytes(bytes)
}

/** Two frames, the first red and the second blue. */
export async function moving(format: 'webp' | 'gif'): Promise<Bytes> {
  const frames = await Promise.all(
    [RED, BLUE].map((background) =>
      sharp({ create: { width: 64, height: 64, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  return toBytes(
    await sharp(frames, { join: { animated: true } })
      .toFormat(format)
      .toBuffer(),
  )
}

/** Detail everywhere, as a photograph has it. */
export async function photograph(width: number, height: number): Promise<Bytes> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  const small = await sharp({
    create: { width: width >> 3, height: height >> 3, channels: 3, background: RED, noise },
  })
    .png()
    .toBuffer()
  return toBytes(await sharp(small).resize(width, height).jpeg({ quality: 90 }).toBuffer())
}

/** Many pixels in few bytes. */
export async function uniform(
  width: number,
  height: number,
  format: 'jpeg' | 'png' = 'png',
): Promise<Bytes> {
  const create = { width, height, channels: 3 as const, background: RED }
  const flat = sharp({ create, limitInputPixels: false })
  return toBytes(
    await (format === 'png' ? flat.png({ compressionLevel: 9 }) : flat.jpeg()).toBuffer(),
  )
}

/** The colour at a place, as red, green and blue. */
export async function colourAt(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(bytes)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return [...data]
}

export const isRed = ([red = 0, , blue = 0]: number[]): boolean => red > 150 && blue < 100
export const isBlue = ([red = 0, , blue = 0]: number[]): boolean => blue > 150 && red < 100
