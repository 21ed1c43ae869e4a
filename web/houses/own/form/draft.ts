import type { Area, House, HouseForm } from '../../../api/contract.ts'
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
}

export type DraftField = keyof HouseDraft
export type TypedField = Exclude<DraftField, 'facility'>

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
}

/** The house tells its area by name; one that is gone has to be chosen anew. */
export const draftOf = (house: House, areas: readonly Area[]): HouseDraft => ({
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
})

/** The server reads numbers from text as well as this page does. */
export function formOf({ facility, ...typed }: HouseDraft): HouseForm {
  const trimmed = Object.fromEntries(
    Object.entries(typed).map(([field, text]) => [field, text.trim()]),
  ) as Record<TypedField, string>
  return { ...trimmed, facility: [...facility] }
}

export const sameDraft = (one: HouseDraft, other: HouseDraft): boolean =>
  JSON.stringify(formOf(one)) === JSON.stringify(formOf(other))
