import { createHash } from 'node:crypto'
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

/** A picture that is drawn but not painted: SVG, and the file that it is to become. */
export interface Picture {
  readonly file: string
  /** The same for narrow screens; portraits are small already. */
  readonly narrow_file?: string
  readonly svg: string
}

export interface DemoPictures {
  /** Of each house, its cover first. */
  readonly houses: readonly (readonly Picture[])[]
  /** Of each person; undefined who has none. */
  readonly portraits: readonly (Picture | undefined)[]
}

/** As wide as a telephone shows a house in a list. */
export const NARROW_WIDTH = 480
const SHEET: Size = { width: WIDTH, height: HEIGHT }
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
        }),
      ),
    ),
    portraits: PEOPLE.map(({ face }, index) => {
      if (!face) return undefined
      const palette = PORTRAIT_PALETTES[index % PORTRAIT_PALETTES.length] ?? 'day'
      const look = { palette, seed: PORTRAIT_SEED + index, size: PORTRAIT }
      return draw(`person-${index + 1}`, portrait(face), look)
    }),
  }
}

const PORTRAIT_PALETTES: readonly PaletteName[] = ['jade', 'dawn', 'day', 'autumn', 'blossom']

interface Look {
  readonly palette: PaletteName
  readonly seed: number
  readonly size: Size
}

/** The name ends with a digest: browsers keep a picture for good, so another one needs another. */
function draw(name: string, scene: Scene, { palette, seed, size }: Look): Picture {
  const svg = drawScene(scene, PALETTES[palette], createRandom(seed), size)
  const digest = createHash('sha256').update(svg).digest('hex').slice(0, 8)
  const file = (width = '') => `${name}-${digest}${width}.webp`
  const narrow = size === SHEET && { narrow_file: file(`-${NARROW_WIDTH}`) }
  return { file: file(), ...narrow, svg }
}
