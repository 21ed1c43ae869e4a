import { randomInt } from 'node:crypto'

/** Without what is taken for something else: 0 O Q D, 1 I J L, 2 Z, 5 S, 6 G, 8 B, U V, M W. */
const CHARACTERS = 'ACEFHKNPRTXY3479'
const LENGTH = 4
const WIDTH_PX = 140
const HEIGHT_PX = 48
/** An SVG has 72 dots to the inch; twice as many are sharp on today's screens. */
const DOTS_PER_INCH = 144
const PAPER = '#ffffff'
/** The colours are chosen to stand out from this grey: on the paper they are dark enough to read. */
const DRAWN_FOR = '#aaaaaa'

export interface ImageCode {
  readonly code: string
  readonly png: Buffer
}

/** A new code and its picture. */
export async function drawImageCode(): Promise<ImageCode> {
  // Loaded with the first picture: both are large, and not every server draws.
  const [{ default: captcha }, { default: sharp }] = await Promise.all([
    import('svg-captcha'),
    import('sharp'),
  ])
  const code = Array.from({ length: LENGTH }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join(
    '',
  )
  // The module itself draws a given text, which its types leave out.
  const drawText = captcha as unknown as (text: string, options: object) => string
  const svg = drawText(code, {
    width: WIDTH_PX,
    height: HEIGHT_PX,
    fontSize: 48,
    noise: 2,
    color: true,
    background: DRAWN_FOR,
  }).replace(DRAWN_FOR, PAPER)
  const png = await sharp(Buffer.from(svg), { density: DOTS_PER_INCH }).png().toBuffer()
  return { code, png }
}
