import { randomInt } from 'node:crypto'
import { composeImageCode, GLYPH_PX } from './image-code-svg.ts'

/** Without what is taken for something else: 0 O Q D, 1 I J L, 2 Z, 5 S, 6 G, 8 B, U V, M W. */
const CHARACTERS = 'ACEFHKNPRTXY3479'
const LENGTH = 4
/** An SVG has 72 dots to the inch; twice as many are sharp on today's screens. */
const DOTS_PER_INCH = 144
const OUTLINE = / d="([^"]+)"/

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
  // The module itself draws a given text, which its types leave out.
  const drawText = captcha as unknown as (text: string, options: object) => string
  const box = { width: GLYPH_PX, height: GLYPH_PX, fontSize: GLYPH_PX, noise: 0 }
  const outlineOf = (character: string) => OUTLINE.exec(drawText(character, box))?.[1] ?? ''
  const code = Array.from({ length: LENGTH }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join(
    '',
  )
  const svg = composeImageCode([...code].map(outlineOf))
  const png = await sharp(Buffer.from(svg), { density: DOTS_PER_INCH }).png().toBuffer()
  return { code, png }
}
