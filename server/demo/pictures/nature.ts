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
  path,
  rect,
  WIDTH,
} from './svg.ts'

/** The sky down to `horizon`, with what is in it. */
export function sky({ palette, random, fade, glow }: Brush, horizon: number): string {
  const x = random.between(200, 1000)
  const y = random.between(horizon * 0.22, horizon * 0.5)
  const size = random.between(42, 64)
  const parts = [rect(0, 0, WIDTH, horizon + 4, fade(palette.sky))]
  if (palette.night)
    parts.push(
      each(70, () => {
        const shine = clear('#ffffff', random.between(0.25, 0.85))
        return circle(
          random.between(0, WIDTH),
          random.between(0, horizon * 0.75),
          random.between(0.8, 2.4),
          shine,
        )
      }),
    )
  parts.push(circle(x, y, size * 5, glow(palette.sun, palette.night ? 0.35 : 0.75)))
  parts.push(circle(x, y, size, palette.sun))
  parts.push(
    each(3, () =>
      cloud(
        random.between(60, 1140),
        random.between(60, horizon * 0.55),
        random.between(0.6, 1.3),
        clear('#ffffff', palette.night ? 0.1 : 0.5),
      ),
    ),
  )
  return parts.join('')
}

/** A flat cloud of pills around its middle. */
const cloud = (x: number, y: number, size: number, fill: string) =>
  path(
    d`M${x - 110 * size} ${y} h${210 * size} a${15 * size} ${15 * size} 0 0 0 0 ${-30 * size} h${-30 * size} a${34 * size} ${34 * size} 0 0 0 ${-62 * size} ${-16 * size} a${24 * size} ${24 * size} 0 0 0 ${-46 * size} ${16 * size} h${-72 * size} a${15 * size} ${15 * size} 0 0 0 0 ${30 * size} z`,
    fill,
  )

/** Rolling land from edge to edge, filled to the bottom of the sheet. */
export function hills({ random }: Brush, y: number, height: number, fill: string): string {
  const step = random.between(150, 260)
  let text = d`M-20 ${HEIGHT} L-20 ${y}`
  let from_y = y
  for (let x = -20; x < WIDTH + 20; x += step) {
    const to_y = y - random.between(0, height)
    text += d` C${x + step * 0.5} ${from_y} ${x + step * 0.5} ${to_y} ${x + step} ${to_y}`
    from_y = to_y
  }
  return path(`${text} L${WIDTH + 300} ${HEIGHT} Z`, fill)
}

/** A chain of peaks; returns its outline too, for what stands on it. */
export function peaks({ random }: Brush, y: number, height: number, count: number) {
  const points: [number, number][] = [[-60, y]]
  for (let index = 0; index < count; index += 1) {
    const x = ((index + 0.5) * WIDTH) / count
    points.push([x + random.between(-60, 60), y - height * random.between(0.55, 1)])
    points.push([((index + 1) * WIDTH) / count, y - height * random.between(0.05, 0.3)])
  }
  points.push([WIDTH + 60, y])
  return points
}

export const along = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y]) => d`${x} ${y}`).join(' L')

/** Puffs of a crown in shares of the tree's height: x, y above the foot, radius. */
const CROWN: readonly (readonly [number, number, number])[] = [
  [-0.36, 0.78, 0.2],
  [0.36, 0.76, 0.21],
  [-0.12, 0.7, 0.2],
  [0.14, 0.68, 0.19],
  [-0.26, 1.0, 0.23],
  [0.27, 1.0, 0.24],
  [0.0, 0.95, 0.24],
  [-0.06, 1.18, 0.24],
  [0.14, 1.2, 0.19],
]

export const roundTree = ({ random, palette }: Brush, x: number, y: number, size: number) => {
  const bark = darker(palette.wood, 0.35)
  const puffs = CROWN.map(([dx, up, r]) => ({
    x: x + (dx + random.between(-0.04, 0.04)) * size,
    y: y - (up + random.between(-0.04, 0.04)) * size,
    r: r * random.between(0.9, 1.1) * size,
  }))
  const layer = (shift: number, share: number, fill: string, from = 0) =>
    puffs
      .slice(from)
      .map((puff) => circle(puff.x - puff.r * shift, puff.y - puff.r * shift, puff.r * share, fill))
      .join('')
  return [
    line(
      d`M${x} ${y} C${x - size * 0.03} ${y - size * 0.3} ${x + size * 0.03} ${y - size * 0.5} ${x} ${y - size * 0.9}`,
      bark,
      size * 0.07,
    ),
    line(
      d`M${x} ${y - size * 0.4} L${x + size * 0.2} ${y - size * 0.7} M${x} ${y - size * 0.48} L${x - size * 0.18} ${y - size * 0.72}`,
      bark,
      size * 0.035,
    ),
    layer(0, 1, darker(palette.leaf, 0.2)),
    layer(0.12, 0.84, darker(palette.leaf, 0.05), 2),
    layer(0.28, 0.56, lighter(palette.leaf, 0.1), 4),
    layer(0.42, 0.28, lighter(palette.leaf, 0.24), 6),
  ].join('')
}

export const pine = (
  { palette }: Brush,
  x: number,
  y: number,
  size: number,
  fill = palette.shrub,
) =>
  [
    rect(x - size * 0.03, y - size * 0.16, size * 0.06, size * 0.16, darker(palette.wood, 0.4)),
    each(3, (index) => {
      const top = y - size * (1 - index * 0.24)
      const half = size * (0.17 + index * 0.07)
      const foot = top + size * 0.4
      return (
        path(
          d`M${x} ${top} L${x + half} ${foot} Q${x} ${foot + size * 0.05} ${x - half} ${foot} Z`,
          darker(fill, 0.08 + 0.1 * (2 - index)),
        ) +
        path(
          d`M${x} ${top} L${x - half} ${foot} Q${x - half * 0.3} ${foot + size * 0.04} ${x} ${foot} Z`,
          clear(lighter(fill, 0.35), 0.28),
        )
      )
    }),
  ].join('')

/** Branches that hang into the picture from above. */
export const willow = ({ random, palette }: Brush, x: number, count: number, length: number) =>
  each(count, (index) => {
    const top = x + index * 26 + random.between(-10, 10)
    const long = length * random.between(0.5, 1)
    const sway = random.between(-26, 14)
    const fill = index % 2 ? palette.leaf : darker(palette.leaf, 0.18)
    return (
      line(
        d`M${top} -10 C${top + sway} ${long * 0.4} ${top + sway} ${long * 0.7} ${top + sway * 1.4} ${long}`,
        fill,
        2.5,
      ) +
      each(Math.floor(long / 26), (leaf) => {
        const share = (leaf + 1) / (long / 26)
        return ellipse(
          top + sway * Math.min(1.3, share * 1.4) + (leaf % 2 ? 6 : -6),
          long * share,
          4,
          11,
          fill,
        )
      })
    )
  })

/** Bands of mist or low cloud. */
export const mist = ({ random }: Brush, y: number, alpha = 0.35) =>
  each(4, (index) =>
    rect(
      random.between(-200, 800),
      y + index * 22,
      random.between(300, 700),
      14,
      clear('#ffffff', alpha * random.between(0.4, 1)),
      7,
    ),
  )

export const birds = ({ random, palette }: Brush, x: number, y: number) =>
  each(5, () => {
    const left = x + random.between(-90, 90)
    const top = y + random.between(-40, 40)
    const size = random.between(7, 13)
    return line(
      d`M${left} ${top} q${size} ${-size * 0.8} ${size * 1.2} 0 q${size * 0.4} ${-size * 0.8} ${size * 1.3} ${-size * 0.1}`,
      clear(darker(palette.hills[2], 0.2), 0.75),
      2.4,
    )
  })

/** A plant in a pot that stands on `y`. */
export const pottedPlant = (
  { palette, random }: Brush,
  x: number,
  y: number,
  size: number,
  pot = palette.accent,
) => {
  const leaf = palette.shrub
  return [
    each(9, (index) => {
      const lean = (index - 4) * 0.2 + random.between(-0.06, 0.06)
      const tip_x = x + Math.sin(lean) * size * 0.95
      const tip_y = y - size * 0.3 - Math.cos(lean) * size * random.between(0.62, 0.85)
      const root_y = y - size * 0.34
      const side = size * 0.13
      return path(
        d`M${x} ${root_y} Q${(x + tip_x) / 2 - side} ${(root_y + tip_y) / 2 - side * 0.4} ${tip_x} ${tip_y} Q${(x + tip_x) / 2 + side} ${(root_y + tip_y) / 2 + side * 0.4} ${x} ${root_y} Z`,
        index % 2 ? leaf : darker(leaf, 0.22),
      )
    }),
    path(
      d`M${x - size * 0.22} ${y - size * 0.4} h${size * 0.44} l${-size * 0.06} ${size * 0.4} h${-size * 0.32} Z`,
      pot,
    ),
    rect(
      x - size * 0.25,
      y - size * 0.42,
      size * 0.5,
      size * 0.09,
      lighter(pot, 0.15),
      size * 0.03,
    ),
  ].join('')
}
