import type { Static } from 'typebox'
import { Check } from 'typebox/value'
import { HouseForm } from '../../contract/houses.ts'
import { Refusal } from '../../contract/refusals.ts'
import { toCount, toId } from '../../contract/values.ts'
import { amountOf, decimalsOf, typedMoney } from '../../rules/money.ts'
import type { SentStory } from './write-story.ts'

type Form = Static<typeof HouseForm>

/** What a host tells about a house, as it is stored. */
export interface HouseDetails {
  readonly title: string
  readonly price_fen: number
  readonly deposit_fen: number
  readonly area_id: number
  readonly address: string
  readonly room_count: number
  readonly acreage: number
  readonly unit: string
  readonly capacity: number
  readonly beds: string
  readonly min_days: number
  readonly max_days: number
}

export interface ReadForm {
  readonly details: HouseDetails
  /** Each once; 0 among them where one names nothing. */
  readonly facility_ids: readonly number[]
  readonly story: SentStory
}

/** @throws {Refusal} `params_missing` or `params_invalid` for the first field that is wrong. */
export function readHouseForm(form: Form, currency: string): ReadForm {
  const details = {
    title: readText(form, 'title'),
    price_fen: readPrice(form, currency),
    area_id: toId(form.area_id),
    address: readText(form, 'address'),
    room_count: readCount(form, 'room_count'),
    acreage: readCount(form, 'acreage'),
    unit: readText(form, 'unit'),
    capacity: readCount(form, 'capacity'),
    beds: readText(form, 'beds'),
    deposit_fen: readFen(form, 'deposit', currency),
    min_days: readCount(form, 'min_days'),
    max_days: readCount(form, 'max_days'),
  }
  if (details.max_days > 0 && details.max_days < details.min_days)
    throw invalid('max_days', 'must be 0 (no limit) or at least min_days')
  return {
    details,
    facility_ids: [...new Set((form.facility ?? []).map(toId))],
    story: form,
  }
}

type TextField = 'title' | 'address' | 'unit' | 'beds'
type CountField = 'room_count' | 'acreage' | 'capacity' | 'min_days' | 'max_days'

function readText(form: Form, field: TextField): string {
  const text = form[field].trim()
  if (!text) throw new Refusal('params_missing', { field, problem: 'required' })
  return text
}

/** A number that came as text has not been held against its bounds yet. */
function readCount(form: Form, field: CountField): number {
  const count = toCount(form[field])
  const [as_number] = HouseForm.properties[field].anyOf
  if (Check(as_number, count)) return count
  throw invalid(field, 'is too small or too large')
}

/** No payment provider takes a payment of nothing, so a stay for nothing could never be paid. */
function readPrice(form: Form, currency: string): number {
  const price_fen = readFen(form, 'price', currency)
  if (price_fen === 0) throw invalid('price', `must be at least ${typedMoney(1, currency)}`)
  return price_fen
}

function readFen(form: Form, field: 'price' | 'deposit', currency: string): number {
  const amount = amountOf(form[field], currency)
  if (amount !== undefined) return amount
  const decimals = decimalsOf(currency) === 0 ? 'no' : 'at most two'
  throw invalid(field, `must have ${decimals} decimals`)
}

const invalid = (field: string, problem: string) =>
  new Refusal('params_invalid', { field, problem })
