import type { DraftField, TypedField } from './draft.ts'

interface Step {
  readonly name: string
  readonly fields: readonly TypedField[]
}

/** The steps of the form, in their order, and what is asked in each. */
export const STEPS = [
  { name: 'basics', fields: ['title', 'kind', 'unit', 'acreage'] },
  { name: 'place', fields: ['area_id', 'address', 'latitude', 'longitude'] },
  { name: 'rooms', fields: ['room_count', 'capacity', 'beds'] },
  { name: 'facilities', fields: [] },
  { name: 'story', fields: ['description', 'house_rules'] },
  { name: 'way_in', fields: ['door_code', 'wifi_name', 'wifi_password', 'arrival'] },
  { name: 'price', fields: ['price', 'deposit', 'min_days', 'max_days'] },
  { name: 'pictures', fields: [] },
  { name: 'preview', fields: [] },
] as const satisfies readonly Step[]

export type StepName = (typeof STEPS)[number]['name']

export const TYPED_FIELDS: readonly TypedField[] = STEPS.flatMap(({ fields }) => fields)

export const fieldsOf = (name: StepName): readonly TypedField[] =>
  STEPS.find((step) => step.name === name)?.fields ?? []

export const stepNamed = (name: string | undefined): StepName =>
  STEPS.find((step) => step.name === name)?.name ?? 'basics'

export const stepOf = (field: DraftField): StepName =>
  STEPS.find(({ fields }) => (fields as readonly DraftField[]).includes(field))?.name ??
  (field === 'bedrooms' ? 'rooms' : 'facilities')

export const stepBeside = (name: StepName, distance: 1 | -1): StepName | undefined =>
  STEPS[STEPS.findIndex((step) => step.name === name) + distance]?.name
