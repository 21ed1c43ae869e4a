import type { Palette } from './palettes.ts'
import type { Random } from './random.ts'

/** What a scene is drawn with. */
export interface Brush {
  readonly palette: Palette
  readonly random: Random
  /** A fill that runs through the colours, top to bottom or left to right over each shape. */
  fade(colors: readonly string[], direction?: 'down' | 'right'): string
  /** A fill that is strongest in the middle of a shape and gone at its edge. */
  glow(color: string, strength?: number): string
}

/** Draws one picture; returns its shapes, back to front. */
export type Scene = (brush: Brush) => string

export interface Size {
  readonly width: number
  readonly height: number
}

/** The whole SVG document of a scene that is drawn on a sheet of this size. */
export function drawScene(
  scene: Scene,
  palette: Palette,
  random: Random,
  { width, height }: Size,
): string {
  const fills: string[] = []
  const keep = (fill: (id: string) => string) => {
    const id = `fill${fills.length}`
    fills.push(fill(id))
    return `url(#${id})`
  }
  const shapes = scene({
    palette,
    random,
    fade: (colors, direction = 'down') => {
      const end = direction === 'down' ? 'x2="0" y2="1"' : 'x2="1" y2="0"'
      return keep((id) => `<linearGradient id="${id}" ${end}>${stops(colors)}</linearGradient>`)
    },
    glow: (color, strength = 0.8) =>
      keep(
        (id) =>
          `<radialGradient id="${id}"><stop stop-color="${color}" stop-opacity="${strength}"/>` +
          `<stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient>`,
      ),
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}"><defs>${fills.join('')}</defs>${shapes}</svg>`
  )
}

const stops = (colors: readonly string[]) =>
  colors
    .map((color, index) => `<stop offset="${index / (colors.length - 1)}" stop-color="${color}"/>`)
    .join('')
