import type { Brush, Scene } from './brush.ts'
import { along, birds, hills, mist, peaks, pine, roundTree, sky } from './nature.ts'
import {
  circle,
  clear,
  d,
  darker,
  each,
  HEIGHT,
  lighter,
  line,
  mix,
  path,
  place,
  rect,
  WIDTH,
} from './svg.ts'

/** The wall on its ridge, above the mist of the valleys. */
export const greatWall: Scene = (brush) => {
  const { palette, random } = brush
  const ridge: [number, number][] = [
    [-40, 560],
    [90, 470],
    [210, 520],
    [360, 380],
    [500, 450],
    [660, 300],
    [800, 420],
    [960, 350],
    [1080, 460],
    [1240, 400],
  ]
  const bricks = mix(palette.wall, palette.hills[1], 0.22)
  const wall = (lift: number) => along(ridge.map(([x, y]) => [x, y - lift] as const))
  return [
    sky(brush, 640),
    path(
      `M${along(peaks(brush, 520, 260, 4))} V${HEIGHT} H-60 Z`,
      mix(palette.hills[0], palette.sky[2], 0.45),
    ),
    mist(brush, 380, 0.3),
    path(`M${along(peaks(brush, 600, 250, 5))} V${HEIGHT} H-60 Z`, palette.hills[0]),
    path(`M${wall(0)} V${HEIGHT} H-40 Z`, palette.hills[1]),
    each(8, (index) =>
      path(
        d`M${(ridge[index + 1] ?? [0, 0])[0]} ${(ridge[index + 1] ?? [0, 0])[1] + 8} l${random.between(20, 60)} ${random.between(110, 200)} l${random.between(-90, -50)} ${random.between(60, 120)} Z`,
        clear(darker(palette.hills[1], 0.3), 0.25),
      ),
    ),
    line(`M${wall(2)}`, darker(bricks, 0.25), 34),
    line(`M${wall(14)}`, bricks, 14),
    `<path d="M${wall(25)}" fill="none" stroke="${bricks}" stroke-width="11" stroke-dasharray="11 9"/>`,
    (
      [
        [360, 392],
        [660, 312],
        [960, 362],
      ] as const
    )
      .map(([x, y]) => watchTower(brush, x, y, bricks))
      .join(''),
    mist(brush, 560, 0.4),
    hills(brush, 690, 120, mix(palette.hills[1], palette.hills[2], 0.6)),
    each(16, (index) =>
      pine(
        brush,
        index * 80 + random.between(-24, 24),
        730 + random.between(-20, 30),
        random.between(80, 140),
        mix(palette.hills[2], palette.shrub, 0.35),
      ),
    ),
    hills(brush, 772, 60, palette.hills[2]),
    roundTree(brush, 110, 800, 220),
    roundTree(brush, 1090, 810, 260),
    birds(brush, 500, 170),
  ].join('')
}

const watchTower = ({ palette }: Brush, x: number, y: number, bricks: string) =>
  place(
    x,
    y,
    1,
    path('M-46 24 L-40 -84 H40 L46 24 Z', bricks),
    path('M12 -84 H40 L46 24 H12 Z', clear('#0b0e18', 0.12)),
    each(5, (index) => rect(-44 + index * 19, -100, 12, 18, bricks)),
    [-22, 8]
      .map((left) =>
        path(
          d`M${left} -30 v-18 a7 7 0 0 1 14 0 v18 Z`,
          palette.night ? palette.light : darker(bricks, 0.5),
        ),
      )
      .join(''),
  )

/** A pointed cabin among pines. */
export const cabin: Scene = (brush) => {
  const { palette, random, fade, glow } = brush
  const x = random.between(520, 680)
  const dark = darker(palette.roof, 0.2)
  const glass = fade([lighter(palette.light, 0.2), palette.light])
  return [
    sky(brush, 600),
    path(`M${along(peaks(brush, 560, 330, 3))} V${HEIGHT} H-60 Z`, palette.hills[0]),
    hills(brush, 560, 110, palette.hills[1]),
    each(15, (index) =>
      pine(
        brush,
        index * 86 + random.between(-20, 20),
        620,
        random.between(150, 250),
        mix(palette.shrub, palette.hills[1], 0.55),
      ),
    ),
    hills(
      brush,
      640,
      40,
      mix(palette.ground, palette.shrub, palette.ground === '#eef3f7' ? 0.05 : 0.45),
    ),
    [-430, -330, 330, 440]
      .map((dx) => pine(brush, x + dx, 690 + random.between(-20, 20), random.between(300, 390)))
      .join(''),
    circle(x, 520, 420, glow(palette.light, palette.night ? 0.4 : 0.12)),
    path(
      d`M${x - 40} 690 Q${x - 120} 740 ${x - 190} ${HEIGHT} H${x + 60} Q${x + 10} 740 ${x + 60} 690 Z`,
      lighter(palette.ground, 0.2),
    ),
    rect(x + 96, 292, 38, 110, darker(palette.accent, 0.3)),
    rect(x + 90, 284, 50, 14, darker(palette.accent, 0.45)),
    path(d`M${x} 226 L${x + 250} 676 H${x - 250} Z`, palette.wood),
    path(d`M${x} 306 L${x + 202} 676 H${x - 202} Z`, glass),
    path(d`M${x} 306 L${x + 60} 416 H${x - 60} Z`, clear(palette.wood, 0.35)),
    line(
      d`M${x - 63} 420 H${x + 63} M${x - 134} 548 H${x + 134} M${x} 306 V548 M${x - 66} 420 V676 M${x + 66} 420 V676`,
      darker(palette.wood, 0.25),
      9,
    ),
    path(d`M${x - 60} 676 v-60 h-70 l-34 60 Z`, clear(palette.cloth, 0.7)),
    line(d`M${x + 112} 676 v-96`, darker(palette.wood, 0.4), 4) +
      path(d`M${x + 88} 590 l12 -34 h24 l12 34 Z`, palette.accent),
    line(d`M${x - 270} 690 L${x} 206 L${x + 270} 690`, dark, 26),
    rect(x - 330, 676, 660, 20, darker(palette.wood, 0.15), 4),
    each(12, (index) => rect(x - 318 + index * 56, 694, 12, 24, darker(palette.wood, 0.35))),
    each(12, (index) =>
      circle(
        index * 108 + random.between(-30, 30),
        800,
        random.between(34, 60),
        index % 2 ? darker(palette.shrub, 0.2) : darker(palette.shrub, 0.35),
      ),
    ),
  ].join('')
}

/** A flat modern house beside its pool. */
export const villa: Scene = (brush) => {
  const { palette, random, fade, glow } = brush
  const white = lighter(palette.wall, 0.3)
  const lit = fade(
    palette.night ? [palette.light, lighter(palette.light, 0.4)] : [palette.sky[1], palette.sky[2]],
  )
  const pool = fade([mix(palette.sky[0], '#8fd8e0', 0.45), mix(palette.sky[0], '#4fb0c4', 0.5)])
  return [
    sky(brush, 560),
    path(`M${along(peaks(brush, 540, 250, 4))} V${HEIGHT} H-60 Z`, palette.hills[0]),
    hills(brush, 530, 90, palette.hills[1]),
    roundTree(brush, 150, 600, 280),
    roundTree(brush, 1060, 600, 330),
    each(7, (index) =>
      pine(
        brush,
        820 + index * 62,
        590,
        random.between(130, 210),
        mix(palette.shrub, palette.hills[2], 0.4),
      ),
    ),
    rect(0, 586, WIDTH, 220, mix(palette.shrub, palette.ground, 0.35)),
    rect(330, 290, 480, 150, fade([white, darker(white, 0.06)])),
    rect(356, 320, 290, 104, lit) +
      line('M428 320 V424 M500 320 V424 M572 320 V424', darker(palette.roof, 0.2), 5),
    rect(672, 320, 110, 120, palette.wood) +
      line(
        each(6, (index) => d`M${682 + index * 18} 320 V440 `),
        clear(darker(palette.wood, 0.5), 0.5),
        3,
      ),
    rect(316, 276, 508, 20, darker(palette.roof, 0.1)),
    rect(190, 440, 700, 166, fade([white, darker(white, 0.1)])),
    circle(460, 520, 250, glow(palette.light, palette.night ? 0.45 : 0.1)),
    rect(220, 468, 430, 138, lit) +
      line('M306 468 V606 M392 468 V606 M478 468 V606 M564 468 V606', darker(palette.roof, 0.2), 6),
    path('M240 606 v-34 q0 -16 16 -16 h90 q16 0 16 16 v34 Z', clear(palette.cloth, 0.8)) +
      line('M520 606 V528', darker(palette.wood, 0.3), 4) +
      path('M494 536 l12 -30 h28 l12 30 Z', palette.accent),
    rect(690, 482, 84, 124, darker(palette.wood, 0.15)) + circle(760, 546, 5, palette.light),
    rect(166, 428, 750, 22, darker(palette.roof, 0.1)),
    rect(150, 602, 800, 22, lighter(palette.ground, 0.35)),
    path('M230 640 H1010 L1130 770 H110 Z', lighter(palette.ground, 0.35)) +
      path('M256 654 H984 L1084 756 H160 Z', pool),
    each(12, () =>
      rect(
        random.between(230, 860),
        random.between(664, 744),
        random.between(60, 150),
        4,
        clear('#ffffff', 0.45),
        2,
      ),
    ),
    [1010, 1104]
      .map((x) =>
        place(
          x,
          650,
          1,
          path('M-44 0 L-20 -8 H30 L50 -40 L60 -36 L40 4 H-44 Z', palette.cloth),
          line('M-30 2 V18 M34 4 V18', darker(palette.wood, 0.3), 6),
        ),
      )
      .join(''),
    each(9, (index) =>
      circle(
        10 + index * 26,
        790 - (index % 3) * 12,
        34,
        index % 2 ? palette.shrub : darker(palette.shrub, 0.15),
      ),
    ),
    each(9, (index) =>
      circle(
        980 + index * 28,
        800 - (index % 3) * 12,
        36,
        index % 2 ? palette.shrub : darker(palette.shrub, 0.15),
      ),
    ),
  ].join('')
}
