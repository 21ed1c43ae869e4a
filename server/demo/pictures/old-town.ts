import type { Scene } from './brush.ts'
import { drumTower } from './drum-tower.ts'
import { hills, pottedPlant, roundTree, sky } from './nature.ts'
import { lantern, lattice, redDoor, tiledRoof } from './old-houses.ts'
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

/** The main hall of a courtyard house, seen from its yard. */
export const courtyard: Scene = (brush) => {
  const { palette, random, fade } = brush
  const column = darker(palette.accent, 0.12)
  const bays = [190, 354, 692, 856]
  const tree_x = random.chance(0.5) ? 1010 : 190
  return [
    sky(brush, 520),
    hills(brush, 420, 90, clear(palette.hills[0], 0.8)),
    roundTree(brush, tree_x, 560, 330),
    tiledRoof(60, 330, 300, 560, 110, darker(palette.roof, 0.12)),
    tiledRoof(1150, 330, 300, 560, 110, darker(palette.roof, 0.12)),
    rect(0, 436, WIDTH, 214, darker(palette.wall, 0.16)),
    rect(150, 400, 900, 230, fade([darker(palette.wall, 0.18), palette.wall])),
    bays
      .map(
        (x) =>
          lattice(brush, x, 440, 140, 118) + rect(x - 6, 566, 152, 64, darker(palette.roof, 0.05)),
      )
      .join(''),
    redDoor(brush, 530, 440, 140, 190),
    [170, 344, 510, 690, 846, 1020]
      .map(
        (x) =>
          rect(x - 9, 396, 20, 236, column) + rect(x - 15, 620, 32, 14, darker(palette.wall, 0.3)),
      )
      .join(''),
    rect(150, 396, 900, 26, mix(palette.hills[2], palette.leaf, 0.5)),
    each(22, (index) => circle(170 + index * 41, 409, 6, palette.light)),
    rect(120, 382, 960, 22, clear('#0b0e18', 0.35)),
    tiledRoof(600, 226, 640, 1080, 164, palette.roof),
    [434, 766].map((x) => lantern(brush, x, 398, 1)).join(''),
    rect(0, 646, WIDTH, 154, fade([darker(palette.ground, 0.14), palette.ground])),
    rect(120, 630, 960, 20, lighter(darker(palette.wall, 0.25), 0.15)),
    rect(480, 650, 240, 14, darker(palette.wall, 0.22)) +
      rect(460, 664, 280, 16, darker(palette.wall, 0.15)),
    line(
      each(9, (index) => d`M${600 + (index - 4) * 95} 682 L${600 + (index - 4) * 240} ${HEIGHT} `) +
        'M0 712 H1200 M0 752 H1200',
      clear(darker(palette.ground, 0.4), 0.3),
      2.5,
    ),
    pottedPlant(brush, 330, 730, 120, darker(palette.roof, 0.1)),
    pottedPlant(brush, 880, 734, 130, palette.accent),
    pottedPlant(brush, 1010, 716, 96, darker(palette.wood, 0.1)),
    pottedPlant(brush, 180, 720, 92, palette.wood),
  ].join('')
}

/** A grey lane between the walls of old houses, with the tower at its end. */
export const lane: Scene = (brush) => {
  const { palette, random, fade } = brush
  const brick = mix(palette.roof, palette.wall, 0.35)
  const shady = mix(palette.roof, palette.wall, 0.18)
  const vanish_y = 470
  /** Points of the left wall: `x` runs to the vanishing point, `share` from its top to its foot. */
  const wall_y = (x: number, share: number) => {
    const near = x / 560
    const top = 190 + (vanish_y - 40 - 190) * near
    const foot = 740 + (vanish_y + 24 - 740) * near
    return top + (foot - top) * share
  }
  const panel = (x1: number, x2: number, from: number, to: number, fill: string) =>
    path(
      d`M${x1} ${wall_y(x1, from)} L${x2} ${wall_y(x2, from)} L${x2} ${wall_y(x2, to)} L${x1} ${wall_y(x1, to)} Z`,
      fill,
    )
  const side = (fill: string, door_x: number) =>
    [
      panel(-10, 548, 0, 1, fill),
      line(
        each(
          11,
          (row) => d`M-10 ${wall_y(-10, (row + 1) / 12)} L548 ${wall_y(548, (row + 1) / 12)} `,
        ),
        clear('#ffffff', 0.14),
        2,
      ),
      panel(-10, 548, 0.86, 1, clear('#0b0e18', 0.16)),
      panel(door_x - 14, door_x + 106, 0.26, 1, darker(palette.wood, 0.4)),
      panel(door_x, door_x + 44, 0.32, 1, palette.accent) +
        panel(door_x + 48, door_x + 92, 0.32, 1, palette.accent),
      panel(door_x - 26, door_x + 118, 0.17, 0.26, darker(palette.roof, 0.2)),
      panel(330, 384, 0.3, 0.56, darker(palette.wood, 0.3)) +
        panel(336, 378, 0.33, 0.53, palette.light),
      panel(-10, 548, -0.11, 0.03, darker(palette.roof, 0.12)),
      each(26, (index) =>
        circle(
          4 + index * 21,
          wall_y(4 + index * 21, 0.03),
          8 - index * 0.25,
          lighter(palette.roof, 0.12),
        ),
      ),
    ].join('')
  return [
    sky(brush, 520),
    hills(brush, 480, 60, palette.hills[0]),
    drumTower(brush, 600, 474, 0.36),
    roundTree(brush, 300, 440, 250),
    roundTree(brush, 60, 400, 270),
    roundTree(brush, 940, 440, 280),
    path(
      d`M536 486 L664 486 L1240 720 V${HEIGHT} H-40 V720 Z`,
      fade([lighter(palette.ground, 0.15), darker(palette.ground, 0.12)]),
    ),
    line(
      each(7, (index) => d`M${600 + (index - 3) * 12} 494 L${600 + (index - 3) * 200} ${HEIGHT} `) +
        each(
          5,
          (index) =>
            d`M${520 - index * index * 30} ${506 + index * index * 14} H${680 + index * index * 30} `,
        ),
      clear(darker(palette.ground, 0.4), 0.22),
      2.5,
    ),
    side(brick, 120),
    `<g transform="translate(1200 0) scale(-1 1)">${side(shady, 196)}</g>`,
    path(d`M-10 742 L548 495 L560 495 L-10 ${HEIGHT} Z`, clear('#0b0e18', 0.12)),
    line('M110 214 Q600 470 1090 214', clear(darker(palette.roof, 0.3), 0.7), 2),
    [230, 400, 600, 800, 970]
      .map((x) => lantern(brush, x, 342 - ((x - 600) / 490) ** 2 * 126, 0.62))
      .join(''),
    bicycle(random.chance(0.5) ? 300 : 880, 712, 1.05, darker(palette.roof, 0.35), palette.accent),
    pottedPlant(brush, 1020, 742, 100, palette.wood),
    pottedPlant(brush, 96, 756, 120, darker(palette.roof, 0.2)),
  ].join('')
}

const bicycle = (x: number, y: number, size: number, dark: string, frame: string) =>
  place(
    x,
    y,
    size,
    ellipse(0, 42, 120, 9, clear('#0b0e18', 0.2)),
    [-62, 62]
      .map(
        (wheel) =>
          `<circle cx="${wheel}" cy="0" r="40" fill="none" stroke="${dark}" stroke-width="6"/>` +
          line(d`M${wheel - 38} 0 H${wheel + 38} M${wheel} -38 V38`, clear(dark, 0.45), 1.6),
      )
      .join(''),
    line('M-62 0 L-24 -58 L40 -58 L62 0 M-62 0 L4 0 L40 -58 M4 0 L-30 -74', frame, 6),
    line('M-44 -76 H-16 M40 -58 L34 -86 M22 -92 Q40 -96 52 -82', dark, 6),
    rect(46, -64, 44, 30, mix(frame, '#ffffff', 0.65), 5),
  )
