import { createHmac } from 'node:crypto'
import { CIRCLE_METRES, type Position } from '../../contract/house-story.ts'

const METRES_PER_DEGREE = 111_320
/** Houses of a host so near to each other are displaced alike. */
const CELL_DEGREES = 0.005
/** How far the centre is from the house: never on it, and the house never outside the circle. */
const METRES_MIN = 120
const METRES_MAX = 420
const SHOWN_DECIMALS = 5
const UINT32 = 2 ** 32

/**
 * The centre of the circle that stands for a house. Who has no key cannot compute the house from it;
 * who looks often, at many houses of one building, or while a host moves the pin a little, sees
 * one displacement and has nothing to average. See docs/decisions/062.
 */
export function displaced(
  key: Buffer,
  host_id: number,
  { latitude, longitude }: Position,
): Position {
  const cell = [latitude, longitude].map((degrees) => Math.floor(degrees / CELL_DEGREES)).join(':')
  const hash = createHmac('sha256', key).update(`${host_id}\n${cell}`).digest()
  const angle = (hash.readUInt32BE(0) / UINT32) * 2 * Math.PI
  const share = hash.readUInt32BE(4) / UINT32
  const metres = Math.sqrt(METRES_MIN ** 2 + share * (METRES_MAX ** 2 - METRES_MIN ** 2))
  const degrees = metres / METRES_PER_DEGREE
  const shrunk = Math.max(Math.cos((latitude * Math.PI) / 180), 0.01)
  return {
    latitude: rounded(Math.min(90, Math.max(-90, latitude + degrees * Math.sin(angle)))),
    longitude: rounded(wrapped(longitude + (degrees * Math.cos(angle)) / shrunk)),
  }
}

const rounded = (degrees: number) => Number(degrees.toFixed(SHOWN_DECIMALS))
const wrapped = (degrees: number) => ((degrees + 540) % 360) - 180

interface PlaceRow {
  readonly shown_latitude: number | null
  readonly shown_longitude: number | null
}

/** Where everybody is told that a house is; null where its host has not said. */
export const shownPosition = ({ shown_latitude, shown_longitude }: PlaceRow): Position | null =>
  shown_latitude === null || shown_longitude === null
    ? null
    : { latitude: shown_latitude, longitude: shown_longitude }

/** The same as the page of a house draws it: a circle that the house is somewhere within. */
export function shownCircle(row: PlaceRow) {
  const position = shownPosition(row)
  return position && { ...position, radius: CIRCLE_METRES }
}

/** Where it is, for those who may know. */
export const exactPlace = (row: { latitude: number | null; longitude: number | null }) =>
  row.latitude === null || row.longitude === null
    ? null
    : { latitude: row.latitude, longitude: row.longitude, radius: 0 }
