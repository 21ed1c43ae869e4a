// What kinds of places, rooms and beds there are. No schema: pages offer the same in their forms.

export const HOUSE_KINDS = [
  'flat',
  'room',
  'house',
  'courtyard',
  'villa',
  'loft',
  'homestay',
  'cabin',
  'hostel',
  'other',
] as const
export type HouseKind = (typeof HOUSE_KINDS)[number]

export const BEDROOM_KINDS = ['bedroom', 'living_room', 'other'] as const
export const BED_KINDS = [
  'double',
  'single',
  'king',
  'bunk',
  'sofa_bed',
  'tatami',
  'kang',
  'floor_mattress',
  'crib',
] as const

export const BEDROOMS_MAX = 50
export const BEDS_MAX = 20
