import type { Scene } from './brush.ts'
import { birds, hills, pottedPlant, roundTree, sky } from './nature.ts'
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
  place,
  rect,
  WIDTH,
} from './svg.ts'
import { backdrop, loop, towerRow, vessel } from './towers.ts'

/** Towers beyond the water of a park. */
export const skyline: Scene = (brush) => {
  const { palette, random, fade } = brush
  const left = random.chance(0.5)
  const shore = 590
  return [
    sky(brush, shore),
    hills(brush, shore - 60, 130, clear(palette.hills[0], 0.7)),
    backdrop(brush, shore, mix(palette.hills[0], palette.sky[2], 0.35)),
    towerRow(brush, shore, 90, 250, mix(palette.hills[0], palette.hills[1], 0.45)),
    vessel(brush, left ? 350 : 850, shore, 470, palette.hills[1]),
    loop(brush, left ? 700 : 250, shore, mix(palette.hills[1], palette.hills[2], 0.35)),
    towerRow(brush, shore, 60, 170, palette.hills[2]),
    birds(brush, left ? 760 : 420, 170),
    each(16, (index) =>
      circle(
        index * 82 + random.between(-20, 20),
        shore + 2,
        random.between(24, 44),
        darker(palette.leaf, 0.25),
      ),
    ),
    rect(
      0,
      shore,
      WIDTH,
      HEIGHT - shore,
      fade([
        palette.sky[2],
        mix(palette.sky[1], palette.hills[1], 0.35),
        mix(palette.sky[0], palette.hills[2], 0.5),
      ]),
    ),
    each(26, (index) => {
      const y = shore + 12 + (index % 13) * 13
      return rect(
        random.between(-60, 1100),
        y,
        random.between(60, 240),
        random.between(3, 6),
        clear(random.pick([palette.hills[2], palette.sun, palette.hills[1]]), 0.32),
        3,
      )
    }),
    path(
      d`M-10 ${HEIGHT} V716 C220 690 420 740 700 756 S1100 772 1210 750 V${HEIGHT} Z`,
      mix(palette.shrub, palette.hills[2], 0.4),
    ),
    roundTree(brush, left ? 1050 : 150, 780, 250),
    roundTree(brush, left ? 1150 : 40, 800, 200),
  ].join('')
}

/** A terrace above the city, with a string of lights. */
export const terrace: Scene = (brush) => {
  const { palette, random, fade, glow } = brush
  const dark = darker(palette.roof, 0.35)
  const halo = glow(palette.light, palette.night ? 0.6 : 0.4)
  const bulbs = (from: number, to: number, y: number, sag: number) =>
    line(d`M${from} ${y} Q${(from + to) / 2} ${y + sag * 2} ${to} ${y}`, clear(dark, 0.85), 2.5) +
    each(17, (index) => {
      const share = (index + 0.5) / 17
      const x = from + (to - from) * share
      const bulb_y = y + 4 * sag * share * (1 - share) + 12
      return (
        circle(x, bulb_y, 34, halo) +
        circle(x, bulb_y, 7.5, palette.night ? palette.light : palette.accent)
      )
    })
  return [
    sky(brush, 600),
    hills(brush, 520, 120, clear(palette.hills[0], 0.75)),
    backdrop(brush, 600, mix(palette.hills[0], palette.hills[1], 0.35)),
    vessel(brush, random.between(380, 820), 600, 360, palette.hills[1]),
    towerRow(brush, 600, 60, 190, palette.hills[2]),
    rect(0, 596, WIDTH, 204, fade([darker(palette.wood, 0.2), palette.wood])),
    line(
      each(13, (index) => d`M${600 + (index - 6) * 96} 600 L${600 + (index - 6) * 190} ${HEIGHT} `),
      clear(darker(palette.wood, 0.5), 0.4),
      3,
    ),
    rect(0, 474, WIDTH, 10, dark, 4),
    line(
      each(41, (index) => d`M${index * 30} 480 V596 `),
      dark,
      3.5,
    ),
    rect(0, 590, WIDTH, 10, dark),
    line('M70 610 V96 M1130 610 V96', dark, 9),
    bulbs(70, 1130, 110, 78),
    ellipse(600, 736, 310, 34, clear('#0b0e18', 0.2)),
    chair(430, 704, dark, palette.cloth, 1),
    chair(770, 704, dark, palette.accent, -1),
    place(
      600,
      0,
      1,
      ellipse(0, 632, 104, 17, lighter(palette.wood, 0.35)),
      line('M0 640 V728 M-46 734 H46', dark, 9),
      rect(-46, 596, 15, 30, clear('#ffffff', 0.75), 4),
      rect(22, 588, 17, 40, palette.accent, 5),
      circle(0, 614, 13, palette.light),
      circle(0, 610, 60, glow(palette.light, 0.5)),
    ),
    pottedPlant(brush, 130, 726, 190, palette.accent),
    pottedPlant(brush, 250, 690, 120, palette.wall),
    pottedPlant(brush, 1060, 730, 200, palette.wall),
    pottedPlant(brush, 950, 690, 120, palette.cloth),
  ].join('')
}

const chair = (x: number, y: number, dark: string, cushion: string, flip: 1 | -1) =>
  `<g transform="translate(${x} ${y}) scale(${flip} 1)">${line('M-50 -118 Q-44 -60 -38 -44 H40 M-34 -44 L-44 30 M34 -44 L44 30', dark, 8)}${rect(-40, -60, 84, 20, cushion, 9)}${path('M-62 -126 q16 -10 26 2 l14 62 q-10 8 -20 2 Z', cushion)}</g>`
