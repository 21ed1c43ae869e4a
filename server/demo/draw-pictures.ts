import { createHash } from 'node:crypto'
import { IMAGE_WIDTHS } from '../pictures/add-house-image.ts'
import { HOUSES } from './data/houses.ts'
import { PEOPLE } from './data/people.ts'
import { drawScene, type Scene, type Size } from './pictures/brush.ts'
import { PALETTES, type PaletteName } from './pictures/palettes.ts'
import { PORTRAIT, portrait } from './pictures/portrait.ts'
import { createRandom } from './pictures/random.ts'
import { SCENES } from './pictures/scenes.ts'
import { HEIGHT, WIDTH } from './pictures/svg.ts'

/** Where they are served, below the directory of files. */
export const DEMO_URL = '/files/demo'

/** A picture that is drawn but not painted: SVG, and the files that it is to become. */
export interface Picture {
  readonly svg: string
  /** Ascending. */
  readonly sizes: readonly { readonly width: number; readonly file: string }[]
}

export interface DemoPictures {
  /** Of each house, its cover first. */
  readonly houses: readonly (readonly Picture[])[]
  /** Of each person; undefined who has none. */
  readonly portraits: readonly (Picture | undefined)[]
}

const SHEET: Size = { width: WIDTH, height: HEIGHT }
/** As those that hosts send: never enlarged. */
const HOUSE_WIDTHS = IMAGE_WIDTHS.map((width) => Math.min(width, WIDTH))
/** Of no meaning: other numbers give other skies, towers and trees. */
const HOUSE_SEED = 700
const PORTRAIT_SEED = 90

export function drawPictures(): DemoPictures {
  return {
    houses: HOUSES.map(({ cover, inside, palette }, index) =>
      [cover, ...inside].map((scene, position) =>
        draw(`${index + 1}-${position === 0 ? 'cover' : position}`, SCENES[scene], {
          palette,
          seed: HOUSE_SEED + index * 10 + position,
          size: SHEET,
          widths: HOUSE_WIDTHS,
        }),
      ),
    ),
    portraits: PEOPLE.map(({ face }, index) => {
      if (!face) return undefined
      const palette = PORTRAIT_PALETTES[index % PORTRAIT_PALETTES.length] ?? 'day'
      const widths = [PORTRAIT.width]
      const look = { palette, seed: PORTRAIT_SEED + index, size: PORTRAIT, widths }
      return draw(`person-${index + 1}`, portrait(face), look)
    }),
  }
}

const PORTRAIT_PALETTES: readonly PaletteName[] = ['jade', 'dawn', 'day', 'autumn', 'blossom']

interface Look {
  readonly palette: PaletteName
  readonly seed: number
  readonly size: Size
  readonly widths: readonly number[]
}

/** The name has a digest: browsers keep a picture for good, so another one needs another. */
function draw(name: string, scene: Scene, { palette, seed, size, widths }: Look): Picture {
  const svg = drawScene(scene, PALETTES[palette], createRandom(seed), size)
  const digest = createHash('sha256').update(svg).digest('hex').slice(0, 8)
  return {
    svg,
    sizes: widths.map((width) => ({ width, file: `${name}-${digest}-${width}.webp` })),
  }
}
