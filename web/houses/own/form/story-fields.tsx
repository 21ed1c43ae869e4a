import { HOUSE_KINDS } from '../../../../rules/house-kinds.ts'
import { wordsOf } from '../../../i18n/words.ts'
import { SelectField } from '../../../ui/field.tsx'
import { LIMITS } from './check-draft.ts'
import { TypedArea, TypedInput } from './typed-field.tsx'
import type { DraftState } from './use-draft.ts'

type FieldsProps = { readonly state: DraftState }

/** What kind of place it is. */
export function KindField({ state }: FieldsProps) {
  const t = wordsOf('houses/story')
  return (
    <SelectField
      name="kind"
      label={t('kind')}
      error={state.problems.kind}
      value={state.draft.kind}
      className="max-w-64"
      onChange={(event) => state.change('kind', event.target.value)}
    >
      <option value="">{wordsOf('houses/own')('not_said')}</option>
      {HOUSE_KINDS.map((kind) => (
        <option key={kind} value={kind}>
          {t(`kind_${kind}`)}
        </option>
      ))}
    </SelectField>
  )
}

/** What the host tells in their own words. */
export function Story({ state }: FieldsProps) {
  const t = wordsOf('houses/own')
  const count = [...state.draft.description.trim()].length
  return (
    <>
      <TypedArea
        name="description"
        state={state}
        rows={10}
        hint={t('hint_description', { count, max: LIMITS.description.length_max })}
      />
      <TypedArea name="house_rules" state={state} rows={5} hint={t('hint_house_rules')} />
    </>
  )
}

/** How guests get in. */
export function WayIn({ state }: FieldsProps) {
  const t = wordsOf('houses/own')
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TypedInput name="door_code" state={state} maxLength={LIMITS.door_code.length_max} />
        <span className="hidden sm:block" />
        <TypedInput name="wifi_name" state={state} maxLength={LIMITS.wifi_name.length_max} />
        <TypedInput
          name="wifi_password"
          state={state}
          maxLength={LIMITS.wifi_password.length_max}
        />
      </div>
      <TypedArea name="arrival" state={state} rows={5} hint={t('hint_arrival')} />
    </>
  )
}
