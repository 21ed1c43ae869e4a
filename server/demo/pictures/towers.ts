import type { Brush } from './brush.ts'
import { clear, d, darker, each, lighter, line, path, rect, WIDTH } from './svg.ts'

/** Panes of a facade as one shape; at night only some are lit. */
function panes(
  { palette, random }: Brush,
  x: number,
  y: number,
  w: number,
  h: number,
  fill: string,
) {
  const columns = Math.max(2, Math.round(w / 20))
  const rows = Math.max(2, Math.round(h / 24))
  const pane_w = w / columns
  const lit: string[] = []
  const unlit: string[] = []
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const pane = d`M${x + column * pane_w + pane_w * 0.22} ${y + row * 24 + 6} h${pane_w * 0.56} v12 h${-pane_w * 0.56} z`
      ;(random.chance(palette.night ? 0.42 : 0.2) ? lit : unlit).push(pane)
    }
  const glass = palette.night ? darker(fill, 0.25) : lighter(fill, 0.3)
  return (
    path(unlit.join(''), glass) +
    path(lit.join(''), palette.night ? palette.light : lighter(fill, 0.6))
  )
}

function plainTower(brush: Brush, x: number, foot: number, w: number, h: number, fill: string) {
  const top = foot - h
  const crown = brush.random.pick(['flat', 'step', 'slope', 'needle'])
  return [
    rect(x, top, w, h, fill),
    rect(x + w * 0.72, top, w * 0.28, h, clear('#0b0e18', 0.1)),
    crown === 'step' ? rect(x + w * 0.2, top - 26, w * 0.6, 26, fill) : '',
    crown === 'slope' ? path(d`M${x} ${top + 1} L${x + w} ${top - 40} V${top + 1} Z`, fill) : '',
    crown === 'needle' ? line(d`M${x + w / 2} ${top} v-60`, fill, 5) : '',
    panes(brush, x + 6, top + 12, w - 12, h - 20, fill),
  ].join('')
}

/** A tower that is slender at its waist. */
export function vessel(brush: Brush, x: number, foot: number, h: number, fill: string) {
  const body = d`M${x - 62} ${foot} C${x - 40} ${foot - h * 0.4} ${x - 36} ${foot - h * 0.6} ${x - 56} ${foot - h} Q${x} ${foot - h - 22} ${x + 56} ${foot - h} C${x + 36} ${foot - h * 0.6} ${x + 40} ${foot - h * 0.4} ${x + 62} ${foot} Z`
  return (
    path(body, brush.fade([lighter(fill, 0.16), fill])) +
    line(
      each(
        7,
        (index) =>
          d`M${x + (index - 3) * 15} ${foot} Q${x + (index - 3) * 9.5} ${foot - h * 0.55} ${x + (index - 3) * 14.5} ${foot - h + 4} `,
      ),
      clear(brush.palette.night ? brush.palette.light : '#ffffff', 0.4),
      2.4,
    ) +
    line(
      each(8, (index) => d`M${x - 44} ${foot - (h * (index + 1)) / 9} h88 `),
      clear('#0b0e18', 0.1),
      3,
    )
  )
}

/** Two legs that lean to each other and join above. */
export const loop = (brush: Brush, x: number, foot: number, fill: string) =>
  [
    path(
      d`M${x} ${foot} L${x + 26} ${foot - 300} H${x + 190} L${x + 176} ${foot - 208} H${x + 92} L${x + 78} ${foot} Z`,
      fill,
    ),
    path(
      d`M${x + 190} ${foot - 300} L${x + 214} ${foot} H${x + 140} L${x + 124} ${foot - 208} L${x + 176} ${foot - 208} Z`,
      darker(fill, 0.14),
    ),
    line(
      each(8, (index) => d`M${x + 8 + index * 3} ${foot - 30 - index * 34} l70 -24 `) +
        d`M${x + 30} ${foot - 292} l150 74 M${x + 84} ${foot - 292} l96 48 M${x + 60} ${foot - 230} l60 -62`,
      clear(brush.palette.night ? brush.palette.light : '#ffffff', 0.32),
      2.4,
    ),
  ].join('')

export function towerRow(brush: Brush, foot: number, low: number, high: number, fill: string) {
  const parts: string[] = []
  for (let x = -30; x < WIDTH; ) {
    const w = brush.random.between(64, 124)
    parts.push(plainTower(brush, x, foot, w, brush.random.between(low, high), fill))
    x += w + brush.random.between(-6, 26)
  }
  return parts.join('')
}

export const backdrop = ({ random }: Brush, foot: number, fill: string) => {
  let text = d`M-10 ${foot}`
  for (let x = -10; x < WIDTH + 10; ) {
    const w = random.between(36, 84)
    text += d` V${foot - random.between(90, 260)} h${w}`
    x += w
  }
  return path(`${text} V${foot} Z`, fill)
}
