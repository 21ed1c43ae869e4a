import type { Brush } from './brush.ts'
import {
  circle,
  clear,
  d,
  darker,
  each,
  ellipse,
  HEIGHT,
  lighter,
  line,
  mix,
  path,
  rect,
  WIDTH,
} from './svg.ts'

/** Where the floor of a room begins. */
export const FLOOR = 612

/** The colour of a room's wall: by night the lamps tint it. */
export const wallColor = ({ palette }: Brush) =>
  palette.night ? mix(palette.hills[0], palette.wall, 0.42) : mix(palette.wall, palette.sky[2], 0.3)

/** Wall, skirting and boards: what every room begins with. */
export function shell(brush: Brush, wall = wallColor(brush)): string {
  const { palette, fade } = brush
  const boards = mix(palette.wood, palette.wall, palette.night ? 0.05 : 0.35)
  return [
    rect(0, 0, WIDTH, FLOOR, fade([darker(wall, 0.06), wall])),
    rect(0, FLOOR, WIDTH, HEIGHT - FLOOR, fade([darker(boards, 0.1), boards])),
    line(
      each(
        15,
        (index) => d`M${600 + (index - 7) * 100} ${FLOOR} L${600 + (index - 7) * 178} ${HEIGHT} `,
      ),
      clear(darker(boards, 0.5), 0.28),
      2.5,
    ),
    rect(0, FLOOR - 14, WIDTH, 16, lighter(wall, 0.4)),
  ].join('')
}

/** A window with what lies outside; curtains where `drapes` is a colour. */
export function windowOn(
  brush: Brush,
  x: number,
  y: number,
  w: number,
  h: number,
  drapes?: string,
): string {
  const { palette, random, fade, glow } = brush
  const frame = lighter(palette.wall, palette.night ? 0.1 : 0.55)
  const clip = `view${Math.round(x)}-${Math.round(y)}`
  const sun_x = x + w * random.between(0.25, 0.75)
  const rolling = (top: number, fill: string) =>
    path(
      d`M${x} ${y + h} V${y + h * top} Q${x + w * 0.25} ${y + h * (top - random.between(0.05, 0.2))} ${x + w * 0.5} ${y + h * top} T${x + w} ${y + h * (top - 0.04)} V${y + h} Z`,
      fill,
    )
  const towers = each(7, (index) =>
    rect(
      x + (index * w) / 7,
      y + h * random.between(0.42, 0.72),
      w / 8,
      h,
      index % 2 ? palette.hills[1] : palette.hills[0],
    ),
  )
  return [
    `<clipPath id="${clip}"><rect x="${x}" y="${y}" width="${w}" height="${h}"/></clipPath><g clip-path="url(#${clip})">`,
    rect(x, y, w, h, fade(palette.sky)),
    circle(sun_x, y + h * 0.34, w * 0.3, glow(palette.sun, 0.6)),
    circle(sun_x, y + h * 0.34, Math.min(w, h) * 0.08, palette.sun),
    random.chance(0.45)
      ? towers
      : rolling(0.66, palette.hills[0]) + rolling(0.76, palette.hills[1]),
    each(7, (index) =>
      circle(
        x + (index * w) / 6,
        y + h + 4,
        h * random.between(0.08, 0.15),
        index % 2 ? palette.leaf : darker(palette.leaf, 0.15),
      ),
    ),
    '</g>',
    line(d`M${x} ${y} h${w} v${h} h${-w} Z M${x + w / 2} ${y} v${h}`, frame, 11),
    rect(x - 18, y + h, w + 36, 16, lighter(frame, 0.2), 3),
    drapes
      ? curtain(x - 46, y - 26, w, h, drapes, 1) +
        curtain(x + w + 46, y - 26, w, h, drapes, -1) +
        rect(x - 74, y - 34, w + 148, 10, darker(palette.wood, 0.3), 5)
      : '',
  ].join('')
}

function curtain(x: number, y: number, w: number, h: number, color: string, side: 1 | -1) {
  const wide = w * 0.22 + 46
  const long = FLOOR - y - 30
  return (
    path(
      d`M${x} ${y} h${side * wide} C${x + side * wide} ${y + h * 0.5} ${x + side * wide * 0.8} ${y + h * 0.8} ${x + side * wide * 0.7} ${y + long} H${x} Z`,
      color,
    ) +
    line(
      each(
        4,
        (index) =>
          d`M${x + side * wide * (0.16 + index * 0.2)} ${y} C${x + side * wide * (0.16 + index * 0.2)} ${y + h * 0.5} ${x + side * wide * (0.1 + index * 0.15)} ${y + h * 0.8} ${x + side * wide * (0.1 + index * 0.15)} ${y + long} `,
      ),
      clear(darker(color, 0.4), 0.28),
      4,
    )
  )
}

/** Framed pictures on the wall. */
export function frame(
  { palette, random }: Brush,
  x: number,
  y: number,
  w: number,
  h: number,
): string {
  const inside = random.pick([
    circle(x + w / 2, y + h * 0.42, w * 0.2, palette.accent) +
      path(
        d`M${x + 10} ${y + h - 10} V${y + h * 0.7} Q${x + w * 0.3} ${y + h * 0.5} ${x + w * 0.55} ${y + h * 0.72} T${x + w - 10} ${y + h * 0.64} V${y + h - 10} Z`,
        palette.hills[1],
      ),
    path(
      d`M${x + 10} ${y + h - 10} L${x + w * 0.38} ${y + h * 0.35} L${x + w * 0.6} ${y + h * 0.68} L${x + w * 0.72} ${y + h * 0.52} L${x + w - 10} ${y + h - 10} Z`,
      palette.hills[1],
    ) + circle(x + w * 0.72, y + h * 0.27, w * 0.09, palette.accent),
    line(d`M${x + w / 2} ${y + h - 14} V${y + h * 0.3}`, palette.shrub, 5) +
      each(4, (index) =>
        ellipse(
          x + w / 2 + (index % 2 ? 1 : -1) * w * 0.14,
          y + h * (0.34 + index * 0.13),
          w * 0.14,
          h * 0.06,
          palette.shrub,
        ),
      ),
  ])
  return (
    rect(x, y, w, h, darker(palette.wood, 0.2), 3) +
    rect(x + 7, y + 7, w - 14, h - 14, lighter(palette.wall, 0.5)) +
    inside
  )
}

export const rug = ({ palette }: Brush, x: number, y: number, rx: number, color: string): string =>
  ellipse(x, y, rx, rx * 0.17, color) +
  ellipse(x, y, rx * 0.84, rx * 0.135, lighter(color, 0.3)) +
  ellipse(x, y, rx * 0.7, rx * 0.11, mix(color, palette.wall, 0.25))

/** A lamp that stands on `y`, with its shine. */
export const floorLamp = ({ palette, glow }: Brush, x: number, y: number, h: number): string =>
  [
    ellipse(x, y, 34, 7, darker(palette.wood, 0.4)),
    line(d`M${x} ${y} V${y - h + 50}`, darker(palette.wood, 0.4), 6),
    circle(x, y - h + 30, 210, glow(palette.light, palette.night ? 0.65 : 0.4)),
    path(d`M${x - 32} ${y - h} h64 l28 74 h-120 Z`, palette.light),
    path(d`M${x - 32} ${y - h} h64 l28 74 h-120 Z`, clear(palette.accent, 0.28)),
  ].join('')

export const pendant = ({ palette, glow }: Brush, x: number, y: number, color: string): string =>
  [
    line(d`M${x} 0 V${y}`, darker(palette.wood, 0.45), 4),
    circle(x, y + 50, 150, glow(palette.light, palette.night ? 0.6 : 0.4)),
    ellipse(x, y + 48, 20, 12, palette.light),
    path(d`M${x - 14} ${y} h28 q34 14 38 48 h-104 q4 -34 38 -48 Z`, color),
  ].join('')

/** Books and small things on a board. */
export function shelf({ palette, random }: Brush, x: number, y: number, w: number): string {
  const parts = [rect(x, y, w, 12, darker(palette.wood, 0.12), 2)]
  for (let left = x + 12; left < x + w - 46; ) {
    const thick = random.between(10, 20)
    const tall = random.between(42, 70)
    if (random.chance(0.12)) {
      parts.push(circle(left + 16, y - 16, 16, palette.accent))
      left += 42
    } else {
      parts.push(
        rect(
          left,
          y - tall,
          thick,
          tall,
          random.pick([
            palette.accent,
            palette.cloth,
            palette.hills[1],
            palette.shrub,
            lighter(palette.wood, 0.35),
          ]),
          2,
        ),
      )
      left += thick + 2
    }
  }
  return parts.join('')
}
