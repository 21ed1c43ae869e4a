import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const PUBLIC = fileURLToPath(new URL('../web/public', import.meta.url))
const ICON = readFileSync(`${PUBLIC}/icon.svg`, 'utf8')
const VIEW = 64
/** Systems cut maskable icons to a shape of theirs; what is inside 80 % of them is always seen. */
const SAFE_SHARE = 0.78
const DOTS_PER_INCH = 72

/** The mark on ground to the very edge, for systems that round the corners themselves. */
function fullBleed(share: number): string {
  const edge = (VIEW * (1 - share)) / 2
  return ICON.replace(/ rx="\d+"/, '').replace(
    '<g id="mark">',
    `<g transform="translate(${edge} ${edge}) scale(${share})">`,
  )
}

async function draw(name: string, side_px: number, svg = ICON): Promise<void> {
  const density = (DOTS_PER_INCH * side_px) / VIEW
  const png = sharp(Buffer.from(svg), { density }).resize(side_px, side_px)
  writeFileSync(`${PUBLIC}/${name}.png`, await png.png({ compressionLevel: 9 }).toBuffer())
}

// The pictures of the site's icon that systems ask for in pixels, made from the one that is drawn.
await draw('icon-180', 180, fullBleed(0.92))
await draw('icon-192', 192)
await draw('icon-512', 512)
await draw('icon-maskable-512', 512, fullBleed(SAFE_SHARE))
