import type { Scene } from './brush.ts'
import { circle, clear, darker, ellipse, lighter, line, path, rect } from './svg.ts'

/** Portraits are square: 240 × 240 units. */
export const PORTRAIT = { width: 240, height: 240 }

const SKINS = ['#f6d2b3', '#eebd97', '#fadcc4'] as const
const HAIRS = ['#2b2530', '#3d2e2a', '#57443a', '#20262f'] as const

export type Face = 'short hair' | 'long hair' | 'cat'

export const portrait =
  (face: Face): Scene =>
  (brush) => {
    const { palette, random, fade } = brush
    const background = rect(0, 0, 240, 240, fade([palette.sky[0], palette.sky[2]]))
    if (face === 'cat') return background + cat(palette.accent, palette.light)
    const skin = random.pick(SKINS)
    const hair = random.pick(HAIRS)
    const coat = random.pick([palette.accent, palette.cloth, palette.shrub])
    const long = face === 'long hair'
    return [
      background,
      circle(120, 128, 104, clear('#ffffff', 0.25)),
      long ? path('M56 196 Q48 60 120 54 Q192 60 184 196 Z', hair) : '',
      path('M36 240 Q44 178 120 176 Q196 178 204 240 Z', coat),
      path('M100 150 h40 v34 q-20 20 -40 0 Z', darker(skin, 0.1)),
      path('M92 182 q28 30 56 0 l8 6 q-36 40 -72 0 Z', lighter(coat, 0.4)),
      ellipse(120, 118, 48, 54, skin),
      path(
        long
          ? 'M70 120 Q66 58 120 56 Q174 58 170 120 Q160 96 140 84 Q110 100 80 96 Q72 104 70 120 Z'
          : 'M70 112 Q62 54 120 54 Q178 54 170 112 Q164 92 150 84 Q112 92 86 82 Q74 94 70 112 Z',
        hair,
      ),
      circle(101, 122, 4.6, '#2a2530') + circle(139, 122, 4.6, '#2a2530'),
      circle(90, 138, 8, clear(palette.accent, 0.28)) +
        circle(150, 138, 8, clear(palette.accent, 0.28)),
      line('M108 146 q12 11 24 0', darker(skin, 0.5), 3.6),
      random.chance(0.35)
        ? line(
            'M86 122 a15 15 0 1 0 30 0 a15 15 0 1 0 -30 0 M124 122 a15 15 0 1 0 30 0 a15 15 0 1 0 -30 0 M116 120 h8',
            '#3a3440',
            3,
          )
        : '',
    ].join('')
  }

const cat = (fur: string, eyes: string) =>
  [
    path('M40 240 Q50 168 120 166 Q190 168 200 240 Z', fur),
    path(
      'M62 122 L58 48 L104 80 Q120 76 136 80 L182 48 L178 122 Q176 180 120 182 Q64 180 62 122 Z',
      fur,
    ),
    path('M68 70 L70 100 L92 86 Z M172 70 L170 100 L148 86 Z', lighter(fur, 0.45)),
    path('M112 82 h16 l-8 30 Z', darker(fur, 0.3)),
    ellipse(96, 124, 12, 14, eyes) +
      ellipse(144, 124, 12, 14, eyes) +
      ellipse(96, 125, 5, 11, '#2a2530') +
      ellipse(144, 125, 5, 11, '#2a2530'),
    ellipse(120, 156, 26, 17, lighter(fur, 0.6)) + path('M113 145 h14 l-7 9 Z', darker(fur, 0.55)),
    line(
      'M120 154 v5 q-8 8 -14 2 M120 159 q8 8 14 2 M90 152 h-34 M92 160 l-32 10 M150 152 h34 M148 160 l32 10',
      darker(fur, 0.5),
      2.6,
    ),
  ].join('')
