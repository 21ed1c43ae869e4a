import { randomInt } from 'node:crypto'

/** The square that each outline is drawn in, its letter in the middle. */
export const GLYPH_PX = 54

const WIDTH_PX = 140
const HEIGHT_PX = 48
const PAPER = '#ffffff'
const COLOURS = 4
const PATCHES = 120
/** The outlines are thin: they are made so much bolder. */
const BOLDER_PX = 2.4
const LINE_PX = 1.6
/** Near enough to touch, and to overlap at times. */
const STEP_PX = 28
const FIRST_PX = 28

/**
 * A picture of letters that cannot be taken apart by their colours or the gaps between them: each
 * has patches of all colours, touches the next one, and is crossed by lines of the same colours
 * and of the paper's.
 */
export function composeImageCode(outlines: readonly string[]): string {
  const colours = pickColours()
  const any = () => colours[randomInt(colours.length)] ?? PAPER
  const drawn = lines([...colours, any(), PAPER])
  const [below, above] = [drawn.slice(0, COLOURS), drawn.slice(COLOURS)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}">`,
    `<mask id="letters"><g fill="#fff" stroke="#fff" stroke-width="${BOLDER_PX}">`,
    outlines.map(place).join(''),
    '</g></mask>',
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    // Each colour goes from side to side: none tells where a letter is.
    ...below,
    `<g mask="url(#letters)"><rect width="100%" height="100%" fill="${any()}"/>`,
    repeat(PATCHES, () => patch(any())).join(''),
    '</g>',
    ...above,
    '</svg>',
  ].join('')
}

const repeat = <Made>(count: number, make: () => Made): Made[] =>
  Array.from({ length: count }, make)

/** Hues far from each other, all dark enough to be read on the paper. */
function pickColours(): string[] {
  const first = randomInt(360)
  return repeat(COLOURS, () => 0).map(
    (_, at) =>
      `hsl(${(first + (at * 360) / COLOURS) % 360},${randomInt(55, 85)}%,${randomInt(28, 40)}%)`,
  )
}

function place(outline: string, at: number): string {
  const x = FIRST_PX + at * STEP_PX + randomInt(-2, 3) - GLYPH_PX / 2
  const y = HEIGHT_PX / 2 + randomInt(-4, 5) - GLYPH_PX / 2
  const middle = GLYPH_PX / 2
  const turned = `translate(${x} ${y}) rotate(${randomInt(-18, 19)} ${middle} ${middle})`
  return `<path d="${outline}" transform="${turned}"/>`
}

const patch = (colour: string): string =>
  `<circle cx="${randomInt(WIDTH_PX)}" cy="${randomInt(HEIGHT_PX)}" r="${randomInt(3, 7)}" fill="${colour}"/>`

/** One in each colour, from side to side; at the sides, none hides another. */
function lines(colours: readonly string[]): string[] {
  const [begins, ends] = [shuffle(colours.length), shuffle(colours.length)]
  const heightOf = (slot = 0) => Math.round(((slot + 0.5) * HEIGHT_PX) / colours.length)
  const bend = () => randomInt(6, HEIGHT_PX - 6)
  return colours.map((colour, at) => {
    const bends = `${WIDTH_PX / 3} ${bend()} ${(WIDTH_PX * 2) / 3} ${bend()}`
    const path = `M0 ${heightOf(begins[at])}C${bends} ${WIDTH_PX} ${heightOf(ends[at])}`
    return `<path d="${path}" stroke="${colour}" stroke-width="${LINE_PX}" fill="none"/>`
  })
}

/** The numbers below `length`, in any order. */
function shuffle(length: number): number[] {
  const numbers = repeat(length, () => 0).map((_, at) => at)
  for (let last = length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    ;[numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0]
  }
  return numbers
}
