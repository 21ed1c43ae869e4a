/** Pictures are drawn on a sheet of 1200 × 800 units; the origin is its upper left corner. */
export const WIDTH = 1200
export const HEIGHT = 800

const round = (value: number) => Math.round(value * 10) / 10

/** A path's text with short numbers: `d` as it is written, with `${}` parts in between. */
export const d = (text: TemplateStringsArray, ...values: number[]): string =>
  String.raw({ raw: text }, ...values.map(round))

export const rect = (x: number, y: number, w: number, h: number, fill: string, rx = 0): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${fill}"${rx ? ` rx="${round(rx)}"` : ''}/>`

export const circle = (cx: number, cy: number, r: number, fill: string): string =>
  `<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(r)}" fill="${fill}"/>`

export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string): string =>
  `<ellipse cx="${round(cx)}" cy="${round(cy)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}"/>`

export const path = (text: string, fill: string): string => `<path d="${text}" fill="${fill}"/>`

export const line = (text: string, stroke: string, width: number): string =>
  `<path d="${text}" fill="none" stroke="${stroke}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round"/>`

/** Shapes drawn around their own origin, put somewhere on the sheet. */
export const place = (x: number, y: number, scale: number, ...shapes: string[]): string =>
  `<g transform="translate(${round(x)} ${round(y)}) scale(${scale})">${shapes.join('')}</g>`

/** One shape for each number from 0 below `count`. */
export const each = (count: number, shape: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => shape(index)).join('')

const channels = (color: string) =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))

/** A colour between two, `#rrggbb` each: 0 is the first, 1 the second. */
export function mix(first: string, second: string, share: number): string {
  const other = channels(second)
  const mixed = channels(first).map((value, index) =>
    Math.round(value + ((other[index] ?? 0) - value) * share)
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${mixed.join('')}`
}

export const darker = (color: string, share: number) => mix(color, '#10131f', share)
export const lighter = (color: string, share: number) => mix(color, '#ffffff', share)

/**
 * A see-through colour. Never give a shape `opacity`: the renderer then draws it on a layer of its
 * own, which takes ten times as long.
 */
export const clear = (color: string, alpha: number): string =>
  color +
  Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')
