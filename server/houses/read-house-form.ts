import type { Static } from 'typebox'
import { Check } from 'typebox/value'
import { HouseForm } from '../../contract/houses.ts'
import { Refusal } from '../../contract/refusals.ts'
import { toCount, toFen, toId } from '../../contract/values.ts'

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
}

/** @throws {Refusal} `params_missing` or `params_invalid` for the first field that is wrong. */
export function readHouseForm(form: Form): ReadForm {
  const details = {
    title: readText(form, 'title'),
    price_fen: readPrice(form),
    area_id: toId(form.area_id),
    address: readText(form, 'address'),
    room_count: readCount(form, 'room_count'),
    acreage: readCount(form, 'acreage'),
    unit: readText(form, 'unit'),
    capacity: readCount(form, 'capacity'),
    beds: readText(form, 'beds'),
    deposit_fen: readFen(form, 'deposit'),
    min_days: readCount(form, 'min_days'),
    max_days: readCount(form, 'max_days'),
  }
  if (details.max_days > 0 && details.max_days < details.min_days)
    throw invalid('max_days', 'must be 0 (no limit) or at least min_days')
  return { details, facility_ids: [...new Set((form.facility ?? []).map(toId))] }
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
function readPrice(form: Form): number {
  const price_fen = readFen(form, 'price')
  if (price_fen === 0) throw invalid('price', 'must be at least 0.01')
  return price_fen
}

function readFen(form: Form, field: 'price' | 'deposit'): number {
  const fen = toFen(form[field])
  if (fen === undefined) throw invalid(field, 'must have at most two decimals')
  return fen
}

const invalid = (field: string, problem: string) =>
  new Refusal('params_invalid', { field, problem })
