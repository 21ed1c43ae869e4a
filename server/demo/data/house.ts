import type { PaletteName } from '../pictures/palettes.ts'
import type { SceneName } from '../pictures/scenes.ts'
import type { AreaName, FacilityIcon } from './places.ts'

export interface DemoHouse {
  readonly host: string
  readonly area: AreaName
  readonly title: string
  readonly address: string
  readonly price_yuan: number
  readonly deposit_yuan: number
  readonly room_count: number
  /** Square metres. */
  readonly acreage: number
  readonly unit: string
  readonly capacity: number
  readonly beds: string
  /** Shortest and longest stay; 0 is no limit. */
  readonly days: readonly [min: number, max: number]
  readonly facilities: readonly FacilityIcon[]
  readonly palette: PaletteName
  readonly cover: SceneName
  readonly inside: readonly SceneName[]
  /** What guests praise it for. */
  readonly charm: 'old town' | 'city' | 'country'
  /** How many finished stays it has, beside those of the demo accounts. */
  readonly past_stays: number
}

/** What every house has. */
export const BASICS = [
  'wifi',
  'shower',
  'ac',
  'heating',
  'water',
  'slippers',
  'tissue',
  'towel',
  'shampoo',
] as const satisfies readonly FacilityIcon[]
