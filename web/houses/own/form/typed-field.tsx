import type { InputHTMLAttributes } from 'react'
import { wordsOf } from '../../../i18n/words.ts'
import { TextField } from '../../../ui/field.tsx'
import { LIMITS } from './check-draft.ts'
import type { TypedField } from './draft.ts'
import type { DraftState } from './use-draft.ts'

type TypedProps = {
  readonly name: TypedField
  readonly state: DraftState
  readonly hint?: string
  readonly unit?: string
} & InputHTMLAttributes<HTMLInputElement>

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
      inputMode={kind === 'count' ? 'numeric' : kind === 'money' ? 'decimal' : undefined}
      autoComplete="off"
      onChange={(event) => state.change(name, event.target.value)}
      onBlur={() => state.leave(name)}
      after={unit && <span className="shrink-0 text-soft">{unit}</span>}
    />
  )
}
