import { useQuery } from '@tanstack/react-query'
import { priceOfStay } from '../../../../rules/price.ts'
import { read } from '../../../api/queries.ts'
import { money, readTyped } from '../../../i18n/currency.ts'
import { STAY_UNIT } from '../../../i18n/stay-unit.ts'
import { wordsOf } from '../../../i18n/words.ts'
import { SelectField } from '../../../ui/field.tsx'
import { BedroomFields } from './bedroom-fields.tsx'
import { LIMITS } from './check-draft.ts'
import { CountedField } from './counted-field.tsx'
import { FacilityField } from './facility-field.tsx'
import { PositionFields } from './position-fields.tsx'
import type { StepName } from './steps.ts'
import { KindField, Story, WayIn } from './story-fields.tsx'
import { TypedArea, TypedInput } from './typed-field.tsx'
import type { DraftState } from './use-draft.ts'

type FieldsProps = { readonly state: DraftState }

function Basics({ state }: FieldsProps) {
  const t = wordsOf('houses/own')
  return (
    <>
      <TypedInput
        name="title"
        state={state}
        hint={t('hint_title', { count: [...state.draft.title.trim()].length })}
        maxLength={LIMITS.title.length_max}
      />
      <KindField state={state} />
      <TypedInput
        name="unit"
        state={state}
        hint={t('hint_unit')}
        maxLength={LIMITS.unit.length_max}
      />
      <TypedInput name="acreage" state={state} unit={t('unit_acreage')} className="max-w-40" />
    </>
  )
}

function Place({ state }: FieldsProps) {
  const t = wordsOf('houses/own')
  const { data: areas } = useQuery(read('/areas'))
  return (
    <>
      <SelectField
        name="area_id"
        label={t('field_area_id')}
        error={state.problems.area_id}
        value={state.draft.area_id}
        onChange={(event) => state.change('area_id', event.target.value)}
        onBlur={() => state.leave('area_id')}
      >
        <option value="">{t('choose_area')}</option>
        {areas?.map(({ aid, aname }) => (
          <option key={aid} value={String(aid)}>
            {aname}
          </option>
        ))}
      </SelectField>
      <TypedArea name="address" state={state} hint={t('hint_address')} rows={3} />
      <PositionFields state={state} />
    </>
  )
}

function Rooms({ state }: FieldsProps) {
  const t = wordsOf('houses/own')
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <CountedField name="room_count" state={state} />
        <CountedField name="capacity" state={state} />
      </div>
      <TypedInput
        name="beds"
        state={state}
        hint={t('hint_beds')}
        maxLength={LIMITS.beds.length_max}
      />
      <BedroomFields state={state} />
    </>
  )
}

const WEEK = 7

function Price({ state }: FieldsProps) {
  const t = wordsOf('houses/own')
  const week_fen = priceOfStay(readTyped(state.draft.price) ?? 0, WEEK)
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TypedInput
          name="price"
          state={state}
          unit={t('unit_money_a')}
          hint={
            week_fen > 0
              ? t('hint_price', { sum: money(week_fen), count: WEEK })
              : t(`hint_price_empty_${STAY_UNIT}`)
          }
        />
        <TypedInput name="deposit" state={state} unit={t('unit_money')} hint={t('hint_deposit')} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <CountedField name="min_days" state={state} hint={t(`hint_min_days_${STAY_UNIT}`)} />
        <CountedField name="max_days" state={state} hint={t('hint_max_days')} />
      </div>
    </>
  )
}

const FIELDS = {
  basics: Basics,
  place: Place,
  rooms: Rooms,
  facilities: FacilityField,
  story: Story,
  way_in: WayIn,
  price: Price,
} as const

export type TypedStep = keyof typeof FIELDS
export const isTypedStep = (step: StepName): step is TypedStep => step in FIELDS

export function StepFields({ step, state }: FieldsProps & { readonly step: TypedStep }) {
  const Fields = FIELDS[step]
  return <Fields state={state} />
}
