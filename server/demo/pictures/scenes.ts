import type { Scene } from './brush.ts'
import { skyline, terrace } from './city.ts'
import { balcony, study, teaRoom } from './corners.ts'
import { cabin, greatWall, villa } from './country.ts'
import { tower } from './drum-tower.ts'
import { lake } from './lake.ts'
import { courtyard, lane } from './old-town.ts'
import { bathroom, bedroom, kitchen, livingRoom } from './rooms.ts'
import { street } from './street.ts'

export const SCENES = {
  balcony,
  bathroom,
  bedroom,
  cabin,
  courtyard,
  greatWall,
  kitchen,
  lake,
  lane,
  livingRoom,
  skyline,
  street,
  study,
  teaRoom,
  terrace,
  tower,
  villa,
} as const satisfies Record<string, Scene>

export type SceneName = keyof typeof SCENES
