import type { Brush, Scene } from './brush.ts'
import { birds, hills, roundTree, sky } from './nature.ts'
import { tiledRoof } from './old-houses.ts'
import { d, darker, each, lighter, mix, path, place, rect } from './svg.ts'

/** The tower at its foot, `scale` 1 being 700 wide. */
export function drumTower({ palette, fade }: Brush, x: number, y: number, scale: number) {
  const brick = mix(palette.accent, palette.roof, 0.42)
  const hall = darker(palette.accent, 0.1)
  return place(
    x,
    y,
    scale,
    path('M-330 0 L-290 -210 H290 L330 0 Z', fade([brick, darker(brick, 0.25)])),
    rect(-306, -232, 612, 26, lighter(brick, 0.12)),
    each(17, (index) => rect(-306 + index * 37, -250, 22, 22, lighter(brick, 0.12))),
    [-170, 0, 170]
      .map((left) =>
        path(d`M${left - 34} 0 V-86 A34 34 0 0 1 ${left + 34} -86 V0 Z`, darker(brick, 0.6)),
      )
      .join(''),
    rect(-236, -340, 472, 96, hall),
    each(9, (index) =>
      rect(
        -228 + index * 53,
        -326,
        32,
        72,
        palette.night ? palette.light : lighter(palette.wood, 0.2),
      ),
    ),
    tiledRoof(0, -410, 400, 640, 78, palette.roof),
    rect(-186, -468, 372, 62, hall),
    each(7, (index) =>
      rect(
        -178 + index * 53,
        -460,
        32,
        46,
        palette.night ? palette.light : lighter(palette.wood, 0.2),
      ),
    ),
    tiledRoof(0, -590, 260, 560, 126, palette.roof),
  )
}

/** The tower over the roofs around it. */
export const tower: Scene = (brush) => {
  const { palette, random } = brush
  const x = random.between(520, 680)
  const roofRow = (y: number, width: number, color: string, shift: number) =>
    each(6, (index) => {
      const middle = index * width * 0.86 - 80 + shift
      return (
        rect(middle - width * 0.4, y + 60, width * 0.8, 220, mix(color, palette.wall, 0.3)) +
        tiledRoof(middle, y + random.between(-14, 14), width * 0.62, width, 74, color)
      )
    })
  return [
    sky(brush, 640),
    hills(brush, 520, 120, palette.hills[0]),
    hills(brush, 560, 80, mix(palette.hills[0], palette.hills[1], 0.5)),
    drumTower(brush, x, 640, 0.82),
    birds(brush, x - 330, 200),
    roundTree(brush, x - 420, 620, 190),
    roundTree(brush, x + 420, 620, 210),
    roofRow(560, 250, mix(palette.roof, palette.hills[1], 0.45), 0),
    roundTree(brush, random.between(100, 260), 700, 190),
    roofRow(620, 300, mix(palette.roof, palette.hills[2], 0.25), 120),
    roundTree(brush, random.between(860, 1060), 770, 210),
    roofRow(706, 340, darker(palette.roof, 0.15), 20),
  ].join('')
}
