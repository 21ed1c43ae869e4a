import type { Scene } from './brush.ts'
import { pottedPlant } from './nature.ts'
import { FLOOR, floorLamp, frame, rug, shelf, shell, windowOn } from './room.ts'
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

export const study: Scene = (brush) => {
  const { palette, fade, glow } = brush
  const top = lighter(palette.wood, 0.25)
  return [
    shell(brush),
    windowOn(brush, 420, 110, 360, 290, clear(palette.accent, 0.75)),
    [190, 300, 410].map((y) => shelf(brush, 60, y, 250)).join(''),
    frame(brush, 920, 130, 130, 160) + frame(brush, 1066, 180, 92, 110),
    rug(brush, 600, 756, 380, palette.cloth),
    rect(300, 540, 600, 22, fade([top, palette.wood]), 5),
    rect(720, 562, 160, 150, darker(palette.wood, 0.1), 5) +
      rect(732, 574, 136, 58, top, 4) +
      rect(732, 642, 136, 58, top, 4) +
      rect(780, 596, 40, 7, palette.light, 3) +
      rect(780, 664, 40, 7, palette.light, 3),
    line('M330 562 L316 716 M400 562 L392 716', darker(palette.wood, 0.3), 12),
    rect(500, 420, 190, 116, darker(palette.roof, 0.35), 8) +
      rect(
        508,
        428,
        174,
        100,
        fade([mix(palette.sky[1], '#ffffff', 0.4), mix(palette.sky[2], '#ffffff', 0.4)]),
        3,
      ) +
      path('M486 532 H704 L716 542 H474 Z', darker(palette.roof, 0.15)),
    path('M520 500 q40 -30 70 -6 t80 -14 v36 h-150 Z', palette.hills[0]),
    circle(390, 440, 170, glow(palette.light, palette.night ? 0.6 : 0.35)),
    line('M370 540 V470 L400 420', darker(palette.roof, 0.3), 7) +
      path('M376 432 l36 -34 l34 34 q-34 22 -70 0 Z', palette.accent) +
      rect(346, 532, 50, 9, darker(palette.roof, 0.3), 4),
    rect(760, 500, 34, 40, palette.cloth, 5) +
      line('M768 500 l-4 -30 M778 500 v-38 M788 500 l6 -28', palette.accent, 5),
    path('M826 516 h40 v14 q0 12 -12 12 h-16 q-12 0 -12 -12 Z', lighter(palette.wall, 0.5)),
    rect(516, 572, 160, 26, palette.accent, 12) +
      path(
        'M530 470 q66 -22 132 0 l8 86 q-74 16 -148 0 Z',
        clear(darker(palette.accent, 0.1), 0.96),
      ) +
      line('M596 598 V690 M596 690 L540 730 M596 690 L652 730', darker(palette.roof, 0.35), 9),
    pottedPlant(brush, 1040, 736, 270, palette.accent),
    floorLamp(brush, 200, 724, 260),
  ].join('')
}

/** A low table before a moon window. */
export const teaRoom: Scene = (brush) => {
  const { palette, random, fade, glow } = brush
  const mat = mix(palette.shrub, palette.wall, 0.62)
  const frame_color = darker(palette.wood, 0.2)
  const cushion = (x: number, fill: string) =>
    ellipse(x, 688, 92, 26, darker(fill, 0.2)) + ellipse(x, 676, 92, 26, fill)
  const branch = darker(palette.wood, 0.45)
  return [
    shell(brush),
    rect(0, FLOOR, WIDTH, HEIGHT - FLOOR, fade([darker(mat, 0.1), mat])),
    line(
      `${each(
        5,
        (index) => d`M${600 + (index - 2) * 300} ${FLOOR} L${600 + (index - 2) * 520} ${HEIGHT} `,
      )}M0 690 H1200`,
      darker(palette.shrub, 0.25),
      7,
    ),
    `<clipPath id="moon"><circle cx="600" cy="300" r="212"/></clipPath><g clip-path="url(#moon)">`,
    rect(388, 88, 424, 424, fade(palette.sky)),
    circle(690, 220, 150, glow(palette.sun, 0.6)) + circle(690, 220, 44, palette.sun),
    path('M380 520 V380 Q480 300 580 370 T820 340 V520 Z', palette.hills[0]) +
      path('M380 520 V430 Q500 370 620 430 T820 410 V520 Z', palette.hills[1]),
    line('M380 240 Q470 250 520 200 T640 190 M470 240 Q500 290 560 290', branch, 9),
    each(16, () =>
      circle(
        random.between(410, 640),
        random.between(170, 300),
        random.between(8, 19),
        random.chance(0.5) ? palette.leaf : lighter(palette.leaf, 0.3),
      ),
    ),
    '</g>',
    `<circle cx="600" cy="300" r="212" fill="none" stroke="${frame_color}" stroke-width="20"/>`,
    rect(150, 110, 130, 360, lighter(palette.wall, 0.45)) +
      rect(150, 104, 130, 10, frame_color) +
      rect(150, 466, 130, 12, frame_color) +
      line(
        'M190 390 q10 -90 40 -150 M210 320 q-30 -20 -36 -50 M222 280 q26 -20 30 -56',
        branch,
        6,
      ) +
      each(7, (index) => circle(180 + ((index * 37) % 78), 200 + index * 18, 11, palette.accent)),
    rect(930, 60, 18, FLOOR - 74, frame_color) + rect(0, 40, WIDTH, 18, frame_color),
    rect(
      948,
      58,
      252,
      FLOOR - 72,
      fade([lighter(palette.light, 0.35), lighter(palette.light, 0.1)]),
    ) +
      line(
        each(5, (index) => d`M${948 + index * 63} 58 V${FLOOR - 14} `) +
          each(6, (index) => d`M948 ${58 + index * 92} H1200 `),
        frame_color,
        6,
      ),
    ellipse(600, 744, 330, 26, clear('#0b0e18', 0.16)),
    cushion(330, palette.cloth) + cushion(870, palette.accent),
    rect(410, 630, 26, 100, darker(palette.wood, 0.3)) +
      rect(764, 630, 26, 100, darker(palette.wood, 0.3)) +
      rect(372, 612, 456, 30, fade([lighter(palette.wood, 0.15), palette.wood]), 8),
    path('M520 612 q-26 -62 40 -66 q66 4 40 66 Z', darker(palette.accent, 0.1)) +
      line('M538 546 q22 -42 46 0', darker(palette.wood, 0.4), 7) +
      path('M606 582 l34 -22 l6 10 l-36 34 Z', darker(palette.accent, 0.1)) +
      ellipse(560, 546, 22, 6, darker(palette.accent, 0.3)),
    [464, 680, 730]
      .map((x) => path(d`M${x} 590 h36 q0 22 -18 22 q-18 0 -18 -22 Z`, palette.cloth))
      .join(''),
    line(
      'M482 582 q-8 -14 0 -26 q8 -12 0 -24 M698 582 q-8 -14 0 -26 q8 -12 0 -24',
      clear('#ffffff', 0.65),
      4,
    ),
    pottedPlant(brush, 1080, 744, 210, darker(palette.roof, 0.05)),
    floorLamp(brush, 90, 720, 240),
  ].join('')
}

/** A chair by the window wall, the view beyond. */
export const balcony: Scene = (brush) => {
  const { palette, random, fade } = brush
  const dark = darker(palette.roof, 0.3)
  const chair_x = random.between(600, 700)
  return [
    shell(brush),
    windowOn(brush, 210, 70, 780, 520),
    line('M470 70 V590 M730 70 V590', lighter(palette.wall, palette.night ? 0.1 : 0.55), 11),
    line(
      each(33, (index) => d`M${216 + index * 24} 470 V590 `),
      clear(dark, 0.75),
      4,
    ) + rect(210, 460, 780, 10, dark),
    curtainPanel(118, palette.cloth) + curtainPanel(982, palette.cloth),
    rect(90, 40, 1020, 14, darker(palette.wood, 0.3), 7),
    rug(brush, 620, 736, 420, palette.accent),
    line(
      d`M${chair_x - 80} 640 L${chair_x - 104} 736 M${chair_x + 84} 640 L${chair_x + 108} 736`,
      darker(palette.wood, 0.3),
      12,
    ),
    path(
      d`M${chair_x - 112} 470 Q${chair_x - 120} 404 ${chair_x - 60} 404 H${chair_x + 60} Q${chair_x + 120} 404 ${chair_x + 112} 470 L${chair_x + 100} 620 H${chair_x - 100} Z`,
      fade([palette.accent, darker(palette.accent, 0.18)]),
    ),
    rect(chair_x - 128, 548, 256, 100, lighter(palette.accent, 0.12), 28),
    rect(chair_x - 146, 510, 48, 132, darker(palette.accent, 0.1), 22) +
      rect(chair_x + 98, 510, 48, 132, darker(palette.accent, 0.1), 22),
    `<g transform="rotate(8 ${chair_x} 520)">${rect(chair_x - 46, 478, 92, 84, lighter(palette.wall, 0.4), 16)}</g>`,
    ellipse(400, 660, 78, 14, lighter(palette.wood, 0.2)) +
      line('M400 664 V748 M364 748 H436', darker(palette.wood, 0.35), 9) +
      path('M372 652 v-30 h34 v30 q-17 8 -34 0 Z', lighter(palette.wall, 0.5)) +
      rect(414, 642, 56, 9, palette.cloth, 2),
    pottedPlant(brush, 250, 742, 240, lighter(palette.wood, 0.2)),
    pottedPlant(brush, 930, 742, 280, palette.wall),
    pottedPlant(brush, 1060, 724, 170, palette.accent),
  ].join('')
}

const curtainPanel = (x: number, color: string) =>
  rect(x, 50, 100, 556, clear(color, 0.92)) +
  line(
    each(4, (index) => d`M${x + 14 + index * 24} 54 V604 `),
    clear(darker(color, 0.4), 0.3),
    5,
  )
