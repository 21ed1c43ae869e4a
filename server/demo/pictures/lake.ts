import type { Brush, Scene } from './brush.ts'
import { birds, hills, sky, willow } from './nature.ts'
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

/** A lake with the white pagoda on its island. */
export const lake: Scene = (brush) => {
  const { palette, random, fade } = brush
  const shore = 470
  const x = random.between(640, 840)
  const water = [
    palette.sky[2],
    mix(palette.sky[1], palette.hills[0], 0.4),
    mix(palette.sky[0], palette.hills[1], 0.45),
  ]
  const stone = mix(palette.wall, palette.hills[1], 0.25)
  return [
    sky(brush, shore),
    hills(brush, shore - 30, 120, palette.hills[0]),
    hills(brush, shore - 10, 70, mix(palette.hills[0], palette.hills[1], 0.5)),
    path(
      d`M${x - 330} ${shore + 4} C${x - 200} ${shore - 40} ${x - 120} ${shore - 150} ${x} ${shore - 160} S${x + 220} ${shore - 40} ${x + 360} ${shore + 4} Z`,
      darker(palette.shrub, 0.12),
    ),
    each(26, () => {
      const dx = random.between(-250, 260)
      const lift = 150 * Math.max(0, 1 - (dx / 290) ** 2) * random.between(0.1, 0.85)
      return circle(
        x + dx,
        shore - 4 - lift,
        random.between(18, 32),
        mix(palette.leaf, palette.shrub, random.between(0, 1)),
      )
    }),
    whitePagoda(brush, x, shore - 146, 1.05),
    rect(0, shore, WIDTH, HEIGHT - shore, fade(water)),
    path(
      d`M${x - 300} ${shore} H${x + 330} Q${x + 120} ${shore + 110} ${x} ${shore + 250} Q${x - 110} ${shore + 110} ${x - 300} ${shore} Z`,
      clear(darker(palette.shrub, 0.1), 0.2),
    ),
    each(30, (index) =>
      rect(
        random.between(-80, 1120),
        shore + 14 + (index % 15) * 21,
        random.between(50, 200),
        random.between(2.5, 5),
        clear('#ffffff', random.between(0.15, 0.45)),
        2,
      ),
    ),
    bridge(70, shore + 60, stone),
    place(
      random.between(480, 620),
      shore + 170,
      1,
      ellipse(0, 22, 96, 8, clear('#0b0e18', 0.18)),
      path('M-92 -6 Q0 12 92 -8 Q70 24 44 24 H-44 Q-72 22 -92 -6 Z', darker(palette.wood, 0.1)),
      path('M-44 -2 V-38 Q0 -62 44 -38 V-3 Q0 6 -44 -2 Z', palette.accent),
      rect(-32, -34, 64, 28, palette.light, 3),
      line('M74 -12 L116 34', darker(palette.wood, 0.35), 4),
    ),
    each(12, (index) => {
      const pad_x = 30 + index * 66 + random.between(-24, 24)
      const pad_y = 790 - random.between(0, 74)
      const bloom =
        index % 3 === 1
          ? path(
              d`M${pad_x} ${pad_y - 8} q-26 -12 -20 -34 q16 4 20 22 q4 -22 0 -36 q18 12 8 36 q8 -16 22 -20 q2 24 -30 32 Z`,
              lighter(palette.accent, 0.45),
            )
          : ''
      return (
        ellipse(
          pad_x,
          pad_y,
          random.between(34, 56),
          random.between(9, 14),
          index % 2 ? palette.shrub : lighter(palette.shrub, 0.15),
        ) + bloom
      )
    }),
    birds(brush, 330, 160),
    willow(brush, 960, 10, 470),
  ].join('')
}

function whitePagoda({ palette, fade }: Brush, x: number, y: number, size: number) {
  const white = mix('#ffffff', palette.sky[2], palette.night ? 0.45 : 0.15)
  const shade = fade([white, darker(white, 0.16)], 'right')
  return place(
    x,
    y,
    size,
    rect(-70, -26, 140, 26, shade),
    rect(-54, -46, 108, 22, shade),
    path('M-46 -46 C-78 -120 -44 -150 -26 -154 H26 C44 -150 78 -120 46 -46 Z', shade),
    path('M-12 -66 V-92 A12 13 0 0 1 12 -92 V-66 Z', palette.accent),
    path('M-15 -154 L-6 -214 H6 L15 -154 Z', shade),
    ellipse(0, -214, 20, 6, palette.light),
    circle(0, -226, 7, palette.light),
  )
}

/** Three arches of stone from the left shore. */
const bridge = (x: number, y: number, stone: string) =>
  place(
    x,
    y,
    1,
    path(
      'M-90 0 C20 -20 90 -110 190 -110 S360 -20 470 0 V6 H404 A46 46 0 0 0 312 6 H262 A70 74 0 0 0 122 6 H70 A46 46 0 0 0 -22 6 H-90 Z',
      stone,
    ),
    path(
      'M-22 6 A46 46 0 0 1 70 6 q-46 26 -92 0 M122 6 A70 74 0 0 1 262 6 q-70 44 -140 0 M312 6 A46 46 0 0 1 404 6 q-46 26 -92 0',
      clear(darker(stone, 0.5), 0.28),
    ),
    line('M-90 -20 C20 -40 90 -132 190 -132 S360 -40 470 -20', lighter(stone, 0.3), 8),
    line(
      each(15, (index) => {
        const share = (index + 0.5) / 15
        const post = -90 + share * 560
        const lift = 112 * Math.exp(-(((post - 190) / 150) ** 2))
        return d`M${post} ${-lift - 4} v-26 `
      }),
      lighter(stone, 0.2),
      6,
    ),
  )
