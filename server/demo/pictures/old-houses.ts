import type { Brush } from './brush.ts'
import {
  circle,
  clear,
  d,
  darker,
  each,
  ellipse,
  lighter,
  line,
  mix,
  path,
  place,
  rect,
} from './svg.ts'

/** A tiled roof with raised eaves: `ridge` and `eave` are its widths above and below. */
export function tiledRoof(
  x: number,
  y: number,
  ridge: number,
  eave: number,
  height: number,
  color: string,
) {
  const foot = y + height
  const outline = d`M${x - ridge / 2} ${y} C${x - ridge / 2 - (eave - ridge) * 0.12} ${y + height * 0.62} ${x - eave / 2 + 50} ${foot - 14} ${x - eave / 2} ${foot - 26} Q${x - eave / 2 + 26} ${foot} ${x - eave / 2 + 70} ${foot} L${x + eave / 2 - 70} ${foot} Q${x + eave / 2 - 26} ${foot} ${x + eave / 2} ${foot - 26} C${x + eave / 2 - 50} ${foot - 14} ${x + ridge / 2 + (eave - ridge) * 0.12} ${y + height * 0.62} ${x + ridge / 2} ${y} Z`
  const tiles = Math.round(eave / 24)
  const furrows = (first: number) =>
    each(Math.floor((tiles - first + 1) / 2), (index) => {
      const share = (index * 2 + first + 0.5) / tiles - 0.5
      const top = x + share * ridge * 0.98
      const bottom = x + share * (eave - 110)
      return d`M${top} ${y + 8} C${top + (bottom - top) * 0.25} ${y + height * 0.6} ${bottom} ${foot - 20} ${bottom} ${foot - 4} `
    })
  return [
    path(outline, color),
    line(furrows(0), clear('#ffffff', 0.12), 4),
    line(furrows(1), clear('#0b0e18', 0.16), 4),
    each(tiles, (index) =>
      circle(x + ((index + 0.5) / tiles - 0.5) * (eave - 110), foot - 2, 6, lighter(color, 0.16)),
    ),
    path(
      d`M${x - ridge / 2 - 26} ${y - 24} q${6} ${18} ${30} ${18} h${ridge - 8} q${24} ${0} ${30} ${-18} q${10} ${30} ${-16} ${34} h${-ridge - 28} q${-26} ${-4} ${-16} ${-34} Z`,
      darker(color, 0.25),
    ),
  ].join('')
}

export const lantern = ({ palette, glow }: Brush, x: number, y: number, size: number) =>
  place(
    x,
    y,
    size,
    palette.night ? circle(0, 34, 90, glow(palette.light, 0.55)) : '',
    line('M0 0 V14', darker(palette.wood, 0.4), 2),
    ellipse(0, 36, 26, 23, palette.accent),
    ellipse(0, 36, 13, 23, lighter(palette.accent, 0.22)),
    rect(-12, 11, 24, 6, palette.light, 2),
    rect(-12, 55, 24, 6, palette.light, 2),
    line('M-4 62 V80 M0 62 V84 M4 62 V80', palette.accent, 2),
  )

/** A paper window: panes between slats. */
export function lattice({ palette, fade }: Brush, x: number, y: number, w: number, h: number) {
  const paper = palette.night
    ? fade([palette.light, lighter(palette.light, 0.35)])
    : fade([mix(palette.light, palette.wall, 0.5), palette.wall])
  const slats = darker(palette.wood, 0.25)
  const across = each(
    Math.round(w / 24) - 1,
    (index) => d`M${x + ((index + 1) * w) / Math.round(w / 24)} ${y} v${h} `,
  )
  return (
    rect(x, y, w, h, paper) +
    line(across + d`M${x} ${y + h * 0.34} h${w} M${x} ${y + h * 0.66} h${w}`, slats, 3.5) +
    line(d`M${x} ${y} h${w} v${h} h${-w} Z`, slats, 8)
  )
}

export function redDoor({ palette }: Brush, x: number, y: number, w: number, h: number) {
  const leaf = (left: number) =>
    rect(left, y, w / 2 - 2, h, palette.accent) +
    rect(left + 8, y + 10, w / 2 - 18, h * 0.5, darker(palette.accent, 0.14), 3) +
    rect(left + 8, y + h * 0.62, w / 2 - 18, h * 0.3, darker(palette.accent, 0.14), 3)
  return [
    rect(x - 10, y - 10, w + 20, h + 10, darker(palette.wood, 0.4)),
    leaf(x),
    leaf(x + w / 2 + 2),
    circle(x + w / 2 - 13, y + h * 0.56, 6, palette.light),
    circle(x + w / 2 + 13, y + h * 0.56, 6, palette.light),
  ].join('')
}
