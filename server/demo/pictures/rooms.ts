import type { Scene } from './brush.ts'
import { pottedPlant } from './nature.ts'
import { FLOOR, floorLamp, frame, pendant, rug, shelf, shell, wallColor, windowOn } from './room.ts'
import { circle, clear, d, darker, each, ellipse, lighter, line, mix, path, rect } from './svg.ts'

export const bedroom: Scene = (brush) => {
  const { palette, random, fade } = brush
  const linen = lighter(palette.wall, 0.45)
  const head = mix(palette.wood, palette.wall, 0.1)
  const pillow = (x: number, fill: string) =>
    path(d`M${x} 520 q-6 -54 20 -56 h110 q26 2 20 56 q-75 14 -150 0 Z`, fill)
  return [
    shell(brush),
    windowOn(brush, 130, 130, 250, 300, clear(palette.cloth, 0.85)),
    frame(brush, 600, 150, 120, 150) +
      frame(brush, 740, 150, 150, 110) +
      frame(brush, 740, 276, 150, 90),
    rug(brush, 760, 744, 420, palette.accent),
    rect(492, 392, 540, 230, head, 22) +
      line(
        each(6, (index) => d`M${560 + index * 80} 404 V600 `),
        clear(darker(head, 0.5), 0.25),
        5,
      ),
    rect(500, 648, 26, 78, darker(palette.wood, 0.35)) +
      rect(998, 648, 26, 78, darker(palette.wood, 0.35)),
    path(
      'M496 560 Q500 508 560 508 H964 Q1024 508 1028 560 V690 H496 Z',
      fade([linen, darker(linen, 0.12)]),
    ),
    pillow(560, lighter(linen, 0.4)) +
      pillow(812, lighter(linen, 0.4)) +
      pillow(690, palette.accent),
    path(
      'M492 588 Q640 556 760 580 T1032 574 V694 Q1032 706 1020 706 H504 Q492 706 492 694 Z',
      fade([palette.cloth, darker(palette.cloth, 0.2)]),
    ),
    path(
      'M492 588 Q640 556 760 580 T1032 574 V606 Q900 590 760 612 T492 620 Z',
      lighter(palette.cloth, 0.35),
    ),
    line(
      'M600 620 Q610 660 596 700 M760 618 Q772 660 764 704 M910 606 Q924 650 914 700',
      clear(darker(palette.cloth, 0.4), 0.3),
      5,
    ),
    rect(1060, 560, 116, 150, darker(palette.wood, 0.08), 6) +
      rect(1070, 574, 96, 52, lighter(palette.wood, 0.18), 4) +
      rect(1070, 636, 96, 58, lighter(palette.wood, 0.18), 4) +
      circle(1118, 600, 6, palette.light) +
      circle(1118, 664, 6, palette.light),
    floorLamp(brush, 1118, 560, 150),
    pottedPlant(
      brush,
      random.between(390, 430),
      720,
      210,
      palette.wall === '#f7f1e6' ? palette.accent : lighter(palette.wood, 0.3),
    ),
    rect(1068, 548, 40, 12, palette.accent, 2) + rect(1074, 538, 34, 11, palette.cloth, 2),
  ].join('')
}

export const livingRoom: Scene = (brush) => {
  const { palette, random, fade } = brush
  const sofa = random.pick([palette.cloth, palette.accent, palette.shrub])
  const other = sofa === palette.accent ? palette.cloth : palette.accent
  const body = fade([sofa, darker(sofa, 0.18)])
  return [
    shell(brush),
    windowOn(brush, 410, 110, 420, 270, clear(lighter(palette.cloth, 0.35), 0.9)),
    shelf(brush, 920, 250, 230) + shelf(brush, 920, 370, 230),
    frame(brush, 110, 170, 160, 190),
    rug(brush, 600, 730, 500, other),
    [350, 830].map((x) => rect(x, 650, 18, 46, darker(palette.wood, 0.3))).join(''),
    rect(330, 420, 540, 190, body, 34),
    rect(292, 480, 100, 180, body, 34) + rect(808, 480, 100, 180, body, 34),
    rect(376, 548, 446, 112, lighter(sofa, 0.08), 20),
    line('M600 446 V650', clear(darker(sofa, 0.5), 0.4), 5),
    `<g transform="rotate(-10 440 520)">${rect(396, 470, 92, 88, other, 16)}</g><g transform="rotate(9 750 520)">${rect(712, 474, 92, 88, lighter(palette.wall, 0.35), 16)}</g>`,
    path('M640 548 h90 v126 q-24 14 -46 0 q-22 -12 -44 2 Z', lighter(palette.accent, 0.5)) +
      line('M652 560 V670 M676 560 V664 M700 560 V668', clear(palette.accent, 0.6), 4),
    ellipse(600, 744, 170, 15, clear('#0b0e18', 0.18)),
    line('M490 700 L470 764 M710 700 L730 764', darker(palette.wood, 0.35), 9),
    ellipse(600, 696, 176, 24, palette.wood) +
      ellipse(600, 691, 176, 23, lighter(palette.wood, 0.25)),
    rect(536, 666, 76, 11, palette.cloth, 2) +
      rect(542, 655, 66, 11, palette.light, 2) +
      path('M650 686 v-26 h32 v26 q-16 8 -32 0 Z', lighter(palette.wall, 0.5)),
    floorLamp(brush, 190, 716, 330),
    pottedPlant(brush, 1030, 736, 270, lighter(palette.wood, 0.2)),
  ].join('')
}

export const kitchen: Scene = (brush) => {
  const { palette, random, fade } = brush
  const tile = mix(wallColor(brush), '#ffffff', palette.night ? 0.12 : 0.5)
  const doors = random.pick([palette.cloth, palette.shrub, mix(palette.wood, palette.wall, 0.25)])
  const drawer = (x: number, y: number, w: number, h: number) =>
    rect(x, y, w, h, lighter(doors, 0.1), 5) + rect(x + w / 2 - 26, y + 14, 52, 7, palette.light, 3)
  return [
    shell(brush),
    rect(0, 130, 1200, 330, tile),
    line(
      each(7, (row) => d`M0 ${150 + row * 48} H1200 `) +
        each(17, (column) => d`M${column * 74} 130 V460 `),
      clear(darker(tile, 0.4), 0.12),
      2.5,
    ),
    windowOn(brush, 440, 110, 300, 240),
    shelf(brush, 830, 210, 300) + shelf(brush, 830, 320, 300),
    rect(60, 70, 290, 190, doors, 6) +
      rect(68, 78, 132, 174, lighter(doors, 0.1), 4) +
      rect(210, 78, 132, 174, lighter(doors, 0.1), 4) +
      circle(188, 234, 6, palette.light) +
      circle(222, 234, 6, palette.light),
    rect(30, 478, 1140, 210, darker(doors, 0.12)),
    [44, 272, 500, 728, 956]
      .map((x) => drawer(x, 496, 204, 64) + drawer(x, 570, 204, 104))
      .join(''),
    rect(30, 684, 1140, 22, darker(palette.roof, 0.3)),
    rect(14, 452, 1172, 30, fade([lighter(palette.wood, 0.4), palette.wood]), 4),
    line('M590 452 V392 Q590 364 616 364 Q640 364 640 388', '#8d98a5', 10),
    path('M130 452 q-22 -70 34 -78 q56 8 34 78 Z', palette.accent) +
      line('M142 372 q22 -34 44 0', darker(palette.accent, 0.4), 7) +
      path('M196 404 l34 -20 l4 10 l-32 30 Z', palette.accent),
    rect(280, 396, 60, 56, lighter(palette.wall, 0.4), 8) +
      line('M294 396 l-8 -52 M310 396 V332 M326 396 l10 -48', palette.wood, 6),
    ellipse(900, 440, 76, 18, lighter(palette.wall, 0.5)) +
      circle(870, 420, 21, palette.accent) +
      circle(906, 414, 23, palette.leaf) +
      circle(936, 424, 19, palette.light),
    rect(1040, 380, 22, 72, mix(palette.shrub, '#1d3b2f', 0.3), 8) +
      rect(1045, 356, 12, 30, mix(palette.shrub, '#1d3b2f', 0.3), 3) +
      rect(1076, 408, 26, 44, clear('#ffffff', 0.7), 5),
    pottedPlant(brush, 740, 452, 90, palette.accent),
    pendant(brush, 396, 96, palette.accent),
    pendant(brush, 786, 96, palette.accent),
    rug(brush, 600, 756, 300, palette.cloth),
  ].join('')
}

export const bathroom: Scene = (brush) => {
  const { palette, random, fade, glow } = brush
  const tile = mix(palette.cloth, wallColor(brush), 0.45)
  const white = lighter(palette.wall, palette.night ? 0.35 : 0.65)
  const mirror_x = random.between(880, 920)
  return [
    shell(brush, tile),
    line(
      each(9, (row) => d`M0 ${row * 68} H1200 `) +
        each(18, (column) => d`M${column * 70 + 20} 0 V${FLOOR - 14} `),
      clear('#ffffff', 0.2),
      3,
    ),
    windowOn(brush, 180, 100, 330, 260),
    circle(mirror_x, 240, 176, glow(palette.light, palette.night ? 0.6 : 0.35)),
    circle(mirror_x, 240, 122, darker(palette.wood, 0.1)) +
      circle(
        mirror_x,
        240,
        110,
        fade([mix(palette.sky[1], white, 0.5), mix(palette.sky[2], white, 0.5)]),
      ) +
      path(
        d`M${mirror_x - 70} 290 L${mirror_x + 30} 160 h34 L${mirror_x - 40} 300 Z`,
        clear('#ffffff', 0.4),
      ),
    rect(mirror_x - 190, 452, 380, 200, fade([palette.wood, darker(palette.wood, 0.15)]), 8) +
      rect(mirror_x - 176, 500, 168, 138, lighter(palette.wood, 0.12), 5) +
      rect(mirror_x + 8, 500, 168, 138, lighter(palette.wood, 0.12), 5),
    rect(mirror_x - 204, 438, 408, 22, white, 4) +
      path(d`M${mirror_x - 96} 396 h192 q-6 44 -60 44 h-72 q-54 0 -60 -44 Z`, lighter(white, 0.4)) +
      line(d`M${mirror_x} 396 v-34 q0 -20 22 -20 h12`, '#8d98a5', 9),
    rect(mirror_x + 130, 392, 26, 48, palette.accent, 5) +
      rect(mirror_x - 160, 404, 40, 36, lighter(palette.cloth, 0.4), 6),
    rug(brush, 620, 748, 210, palette.accent),
    path(
      'M96 520 H620 Q628 700 540 712 H176 Q88 700 96 520 Z',
      fade([lighter(white, 0.5), darker(white, 0.12)]),
    ),
    rect(76, 502, 564, 30, lighter(white, 0.5), 15),
    line('M190 712 l-14 34 M526 712 l14 34', darker(palette.wood, 0.2), 14),
    each(12, (index) =>
      circle(
        150 + index * 34,
        504 - (index % 3) * 11,
        24 + (index % 2) * 8,
        clear('#ffffff', 0.85),
      ),
    ),
    line('M90 502 V356 Q90 330 118 330 H150', '#8d98a5', 11) + rect(138, 322, 46, 18, '#8d98a5', 6),
    path('M520 506 h96 v150 h-96 Z', palette.accent) +
      line('M520 620 h96 M520 636 h96', lighter(palette.accent, 0.5), 6),
    pottedPlant(brush, 680, 700, 170, lighter(palette.wood, 0.3)),
    pottedPlant(brush, 460, 362, 80, palette.accent),
  ].join('')
}
