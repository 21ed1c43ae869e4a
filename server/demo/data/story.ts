import type { Bedroom, Position } from '../../../contract/house-story.ts'
import type { HouseKind } from '../../../rules/house-kinds.ts'

export interface DemoStory {
  readonly kind: HouseKind
  readonly position: Position
  readonly bedrooms: Bedroom[]
  readonly description: string
  readonly house_rules: string
  /** How guests find the door, beside its code and the Wi-Fi. */
  readonly arrival: string
}

type Bed = Bedroom['beds'][number]['bed']

/** `room('bedroom', 'double', 'single', 'single')`: as many beds as are named. */
export const room = (kind: Bedroom['room'], ...beds: readonly Bed[]): Bedroom => ({
  room: kind,
  beds: [...new Set(beds)].map((bed) => ({
    bed,
    count: beds.filter((other) => other === bed).length,
  })),
})

export const QUIET_LANE = '胡同里住着老街坊，22:00 后请轻声。\n院内不吸烟，可以在门口的石阶上。'
export const HIGH_RISE = '请不要在室内吸烟。\n22:00 后不开派对，垃圾放到楼道的分类桶。'
export const COUNTRY = '烧烤和篝火请只用院里的炉子，离开前确认熄灭。\n带宠物请先说一声。'
