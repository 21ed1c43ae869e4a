import type { InputHTMLAttributes } from 'react'
import { wordsOf } from '../../../i18n/words.ts'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { LIMITS } from './check-draft.ts'
import type { TypedField } from './draft.ts'
import type { DraftState } from './use-draft.ts'

type TypedProps = {
  readonly name: Exclude<TypedField, 'kind'>
  readonly state: DraftState
  readonly hint?: string
  readonly unit?: string
} & InputHTMLAttributes<HTMLInputElement>

const INPUT_MODES = {
  text: undefined,
  choice: undefined,
  count: 'numeric',
  money: 'decimal',
  // Pads of numbers have no minus.
  degrees: undefined,
} as const

/** One field of the draft, with what is wrong with it; `name` lets the form find it. */
export function TypedInput({ name, state, unit, hint, ...rest }: TypedProps) {
  const t = wordsOf('houses/own')
  const { kind } = LIMITS[name]
  return (
    <TextField
      {...rest}
      name={name}
      label={t(`field_${name}`)}
      {...(hint && { hint })}
      error={state.problems[name]}
      value={state.draft[name]}
      inputMode={INPUT_MODES[kind]}
      autoComplete="off"
      onChange={(event) => state.change(name, event.target.value)}
      onBlur={() => state.leave(name)}
      after={unit && <span className="shrink-0 text-soft">{unit}</span>}
    />
  )
}

type AreaField = 'address' | 'description' | 'house_rules' | 'arrival'

interface AreaProps {
  readonly name: AreaField
  readonly state: DraftState
  readonly hint: string
  readonly rows: number
}

/** The same for a text of several lines. */
export function TypedArea({ name, state, ...rest }: AreaProps) {
  const t = wordsOf('houses/own')
  return (
    <TextArea
      {...rest}
      name={name}
      label={t(`field_${name}`)}
      error={state.problems[name]}
      maxLength={LIMITS[name].length_max}
      value={state.draft[name]}
      autoComplete="off"
      onChange={(event) => state.change(name, event.target.value)}
      onBlur={() => state.leave(name)}
    />
  )
}
