import { money, readTyped, UNITS } from '../../../i18n/currency.ts'
import { wordsOf } from '../../../i18n/words.ts'
import type { DraftField, HouseDraft, TypedField } from './draft.ts'

export type Problems = Partial<Record<DraftField, string>>

type Limit =
  | { readonly kind: 'text'; readonly length_max: number; readonly optional?: true }
  | { readonly kind: 'degrees'; readonly max: number; readonly with: TypedField }
  | { readonly kind: 'count'; readonly min: number; readonly max: number }
  | { readonly kind: 'money'; readonly amount_min: number }
  | { readonly kind: 'choice'; readonly optional?: true }

/** What the server takes (HouseForm of the contract), told before it has to refuse. */
export const LIMITS = {
  title: { kind: 'text', length_max: 64 },
  unit: { kind: 'text', length_max: 32 },
  acreage: { kind: 'count', min: 1, max: 100_000 },
  area_id: { kind: 'choice' },
  address: { kind: 'text', length_max: 512 },
  room_count: { kind: 'count', min: 1, max: 99 },
  capacity: { kind: 'count', min: 1, max: 999 },
  beds: { kind: 'text', length_max: 64 },
  price: { kind: 'money', amount_min: 1 },
  deposit: { kind: 'money', amount_min: 0 },
  min_days: { kind: 'count', min: 1, max: 3_650 },
  max_days: { kind: 'count', min: 0, max: 3_650 },
  kind: { kind: 'choice', optional: true },
  description: { kind: 'text', length_max: 5_000, optional: true },
  house_rules: { kind: 'text', length_max: 2_000, optional: true },
  latitude: { kind: 'degrees', max: 90, with: 'longitude' },
  longitude: { kind: 'degrees', max: 180, with: 'latitude' },
  door_code: { kind: 'text', length_max: 64, optional: true },
  wifi_name: { kind: 'text', length_max: 64, optional: true },
  wifi_password: { kind: 'text', length_max: 128, optional: true },
  arrival: { kind: 'text', length_max: 2_000, optional: true },
} as const satisfies Record<TypedField, Limit>

/** What is wrong with one field, in words; undefined where nothing is. */
export function checkField(draft: HouseDraft, field: TypedField): string | undefined {
  const t = wordsOf('houses/own')
  const text = draft[field].trim()
  const limit: Limit = LIMITS[field]
  if (limit.kind === 'degrees') return checkDegrees(text, limit.max, draft[limit.with].trim())
  if (!text && 'optional' in limit) return undefined
  if (!text) return t(limit.kind === 'choice' ? 'bad_choice' : 'bad_empty')
  if (limit.kind === 'text' && [...text].length > limit.length_max)
    return t('bad_long', { max: limit.length_max })
  if (limit.kind === 'count') {
    const { min, max } = limit
    const fits = /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max
    if (!fits) return t('bad_count', { min, max })
  }
  if (limit.kind === 'money') {
    const amount = readTyped(text)
    if (amount === undefined) return t(UNITS === 1 ? 'bad_whole_money' : 'bad_money')
    if (amount < limit.amount_min) return t('bad_price', { least: money(limit.amount_min) })
  }
  if (field === 'max_days' && Number(text) > 0 && Number(text) < Number(draft.min_days))
    return t('bad_max_days')
  return undefined
}

/** Both or none: one alone is no place. */
function checkDegrees(text: string, max: number, other: string): string | undefined {
  const t = wordsOf('houses/own')
  if (!text) return other ? t('bad_half_place') : undefined
  const fits = /^-?\d{1,3}(\.\d{1,15})?$/.test(text) && Math.abs(Number(text)) <= max
  return fits ? undefined : t('bad_degrees', { max })
}

export const checkFields = (draft: HouseDraft, fields: readonly TypedField[]): Problems =>
  Object.fromEntries(
    fields.map((field) => [field, checkField(draft, field)]).filter(([, problem]) => problem),
  ) as Problems
