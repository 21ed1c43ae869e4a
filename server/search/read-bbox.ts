import { Refusal } from '../../contract/refusals.ts'
import { BBOX_DEGREES_MAX } from '../../contract/search.ts'

/** A part of the map, in degrees. */
export interface Bbox {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** @throws {Refusal} `params_invalid` for no part of the map, and for more than a search may cost. */
export function readBbox(text: string): Bbox {
  const [west = 0, south = 0, east = 0, north = 0] = text.split(',').map(Number)
  if (Math.max(Math.abs(west), Math.abs(east)) > 180) throw refused('longitudes are -180 to 180')
  if (Math.max(Math.abs(south), Math.abs(north)) > 90) throw refused('latitudes are -90 to 90')
  if (west >= east || south >= north) throw refused('must be west,south,east,north')
  if (Math.max(east - west, north - south) > BBOX_DEGREES_MAX)
    throw refused(`must not be more than ${BBOX_DEGREES_MAX} degrees wide or high`)
  return { west, south, east, north }
}

const refused = (problem: string) => new Refusal('params_invalid', { field: 'bbox', problem })
