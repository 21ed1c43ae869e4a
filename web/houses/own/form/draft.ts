import type { Area, House, HouseForm, Instructions } from '../../../api/contract.ts'
import { typed } from '../../../i18n/currency.ts'

/** A house as it stands in the form: all as it was typed. */
export interface HouseDraft {
  readonly title: string
  readonly unit: string
  readonly acreage: string
  readonly area_id: string
  readonly address: string
  readonly room_count: string
  readonly capacity: string
  readonly beds: string
  readonly price: string
  readonly deposit: string
  readonly min_days: string
  readonly max_days: string
  readonly facility: readonly number[]
  readonly kind: string
  readonly description: string
  readonly house_rules: string
  readonly bedrooms: readonly Bedroom[]
  readonly latitude: string
  readonly longitude: string
  readonly door_code: string
  readonly wifi_name: string
  readonly wifi_password: string
  readonly arrival: string
}

export type Bedroom = House['bedrooms'][number]

export type DraftField = keyof HouseDraft
export type TypedField = Exclude<DraftField, 'facility' | 'bedrooms'>

/** How guests get in: never kept in the browser. */
export const SECRET_FIELDS = ['door_code', 'wifi_name', 'wifi_password', 'arrival'] as const

export const EMPTY_DRAFT: HouseDraft = {
  title: '',
  unit: '',
  acreage: '',
  area_id: '',
  address: '',
  room_count: '1',
  capacity: '2',
  beds: '',
  price: '',
  deposit: '0',
  min_days: '1',
  max_days: '0',
  facility: [],
  kind: '',
  description: '',
  house_rules: '',
  bedrooms: [],
  latitude: '',
  longitude: '',
  door_code: '',
  wifi_name: '',
  wifi_password: '',
  arrival: '',
}

/** The house tells its area by name; one that is gone has to be chosen anew. */
export const draftOf = (
  house: House,
  areas: readonly Area[],
  instructions: Instructions,
): HouseDraft => ({
  title: house.title,
  unit: house.unit,
  acreage: String(house.acreage),
  area_id: String(areas.find(({ aname }) => aname === house.area_name)?.aid ?? ''),
  address: house.address,
  room_count: String(house.room_count),
  capacity: String(house.capacity),
  beds: house.beds,
  price: typed(house.price),
  deposit: typed(house.deposit),
  min_days: String(house.min_days),
  max_days: String(house.max_days),
  facility: house.facilities.toSorted((one, other) => one - other),
  kind: house.kind,
  description: house.description,
  house_rules: house.house_rules,
  bedrooms: house.bedrooms,
  latitude: house.position ? String(house.position.latitude) : '',
  longitude: house.position ? String(house.position.longitude) : '',
  door_code: instructions.door_code ?? '',
  wifi_name: instructions.wifi_name ?? '',
  wifi_password: instructions.wifi_password ?? '',
  arrival: instructions.arrival ?? '',
})

/** The server reads numbers from text as well as this page does. */
export function formOf({ facility, bedrooms, ...typed }: HouseDraft): HouseForm {
  const trimmed = Object.fromEntries(
    Object.entries(typed).map(([field, text]) => [field, text.trim()]),
  ) as Record<TypedField, string>
  const { latitude, longitude, door_code, wifi_name, wifi_password, arrival, ...facts } = trimmed
  return {
    ...facts,
    facility: [...facility],
    kind: facts.kind as House['kind'],
    bedrooms: bedrooms.map(({ room, beds }) => ({ room, beds: [...beds] })),
    position:
      latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : null,
    instructions: { door_code, wifi_name, wifi_password, arrival },
  }
}

export const sameDraft = (one: HouseDraft, other: HouseDraft): boolean =>
  JSON.stringify(formOf(one)) === JSON.stringify(formOf(other))
