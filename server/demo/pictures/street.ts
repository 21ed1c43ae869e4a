import type { Brush, Scene } from './brush.ts'
import { pottedPlant, roundTree, sky } from './nature.ts'
import { circle, clear, d, darker, each, lighter, line, mix, path, rect, WIDTH } from './svg.ts'
import { backdrop } from './towers.ts'

/** A street of old apartment houses with shops below. */
export const street: Scene = (brush) => {
  const { palette, random, fade } = brush
  const walls = [
    mix(palette.wall, palette.cloth, 0.35),
    palette.wall,
    mix(palette.wall, palette.accent, 0.38),
    mix(palette.wall, palette.shrub, 0.35),
  ]
  const turn = Math.floor(random.between(0, 4))
  const wall = (index: number) => walls[(index + turn) % 4] ?? palette.wall
  return [
    sky(brush, 400),
    backdrop(brush, 420, clear(palette.hills[0], 0.7)),
    facade(brush, -30, 370, 150, wall(0)),
    facade(brush, 346, 480, 96, wall(1)),
    facade(brush, 832, 400, 180, wall(2)),
    shop(brush, 0, 320, palette.cloth),
    shop(brush, 376, 420, palette.accent),
    shop(brush, 852, 340, mix(palette.shrub, palette.roof, 0.3)),
    rect(0, 660, WIDTH, 24, lighter(palette.ground, 0.3)),
    rect(
      0,
      676,
      WIDTH,
      124,
      fade([mix(palette.ground, palette.roof, 0.35), mix(palette.ground, palette.roof, 0.5)]),
    ),
    line(
      each(7, (index) => d`M${index * 200 - 60} 742 h110 `),
      clear('#ffffff', 0.5),
      7,
    ),
    roundTree(brush, 350, 674, 270),
    roundTree(brush, 838, 674, 250),
    pottedPlant(brush, 40, 676, 90, palette.wood),
    pottedPlant(brush, 780, 676, 80, darker(palette.roof, 0.1)),
    pottedPlant(brush, 1160, 676, 96, palette.accent),
  ].join('')
}

function facade(brush: Brush, x: number, w: number, top: number, wall: string) {
  const { palette, random, fade } = brush
  const columns = Math.round(w / 120)
  const cell = w / columns
  const floors = 3
  const dim = palette.night ? darker(palette.sky[0], 0.1) : mix(palette.sky[1], palette.sky[2], 0.3)
  const glass = fade([dim, lighter(dim, 0.25)])
  const lamp = fade([palette.light, lighter(palette.light, 0.25)])
  const pane = (left: number, y: number) => {
    const lit = random.chance(palette.night ? 0.65 : 0.3)
    const garden = random.chance(0.45)
    return [
      rect(left - 5, y - 5, 70, 96, lighter(wall, 0.45), 3),
      rect(left, y, 60, 86, lit ? lamp : glass),
      random.chance(0.5) ? path(d`M${left} ${y} h26 q-4 46 -26 66 Z`, clear('#ffffff', 0.6)) : '',
      line(d`M${left + 30} ${y} v86 M${left} ${y + 34} h60`, lighter(wall, 0.45), 5),
      garden
        ? each(6, (leaf) =>
            circle(
              left + 2 + leaf * 11,
              y + 84 + (leaf % 2) * 5,
              11,
              leaf % 3 ? palette.shrub : lighter(palette.shrub, 0.2),
            ),
          ) + rect(left - 9, y + 88, 78, 16, palette.wood, 3)
        : rect(left - 9, y + 91, 78, 9, darker(wall, 0.2)),
    ].join('')
  }
  return [
    rect(x, top, w, 660 - top, fade([wall, darker(wall, 0.1)])),
    rect(x - 6, top - 16, w + 12, 22, darker(wall, 0.22)),
    each(columns * floors, (index) =>
      pane(
        x + (index % columns) * cell + cell / 2 - 30,
        top + 34 + Math.floor(index / columns) * 128,
      ),
    ),
  ].join('')
}

function shop({ palette, fade, glow }: Brush, x: number, w: number, color: string) {
  const stripes = Math.round(w / 34)
  return [
    rect(x, 520, w, 140, darker(color, 0.45)),
    rect(x + 16, 548, w * 0.6, 86, fade([palette.light, lighter(palette.light, 0.4)]), 3),
    rect(x + w * 0.6 + 34, 548, w * 0.4 - 50, 112, mix(color, palette.light, 0.4), 3),
    circle(x + w * 0.3, 600, 130, glow(palette.light, palette.night ? 0.5 : 0.18)),
    each(4, (index) =>
      circle(
        x + 44 + index * ((w * 0.6 - 40) / 4),
        618,
        15,
        index % 2 ? palette.shrub : palette.cloth,
      ),
    ),
    each(stripes, (index) =>
      path(
        d`M${x + (index * w) / stripes} 506 h${w / stripes} l${(index + 0.5 - stripes / 2) * 2} 44 q${-w / stripes / 2} 14 ${-w / stripes} 0 Z`,
        index % 2 ? lighter(color, 0.75) : color,
      ),
    ),
  ].join('')
}
