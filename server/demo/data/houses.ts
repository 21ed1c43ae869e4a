import type { DemoHouse } from './house.ts'
import { HOUSES_AT_THE_EDGE } from './houses-at-the-edge.ts'
import { HOUSES_IN_THE_CENTRE } from './houses-in-the-centre.ts'
import { HOUSES_IN_THE_EAST } from './houses-in-the-east.ts'
import { HOUSES_IN_THE_MOUNTAINS } from './houses-in-the-mountains.ts'
import { HOUSES_IN_THE_WEST } from './houses-in-the-west.ts'
import { HOUSES_OF_THE_HOST } from './houses-of-the-host.ts'

/** Their order is that of their ids. */
export const HOUSES: readonly DemoHouse[] = [
  ...HOUSES_OF_THE_HOST,
  ...HOUSES_IN_THE_EAST,
  ...HOUSES_IN_THE_CENTRE,
  ...HOUSES_IN_THE_WEST,
  ...HOUSES_IN_THE_MOUNTAINS,
  ...HOUSES_AT_THE_EDGE,
]
