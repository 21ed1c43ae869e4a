import { Minus, Plus } from 'lucide-react'
import { wordsOf } from '../../../i18n/words.ts'
import { IconButton } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { LIMITS } from './check-draft.ts'
import type { DraftState } from './use-draft.ts'

type CountField = 'room_count' | 'capacity' | 'min_days' | 'max_days'

interface CountedProps {
  readonly name: CountField
  readonly state: DraftState
  readonly hint?: string
}

/** A small number: typed, or one more and one less by thumb. */
export function CountedField({ name, state, hint }: CountedProps) {
  const t = wordsOf('houses/own')
  const label = t(`field_${name}`)
  const { min, max } = LIMITS[name]
  const count = Number(state.draft[name]) || 0
  const step = (by: number) =>
    state.change(name, String(Math.min(max, Math.max(min, Math.trunc(count) + by))))
  return (
    <TextField
      name={name}
      label={label}
      {...(hint && { hint })}
      error={state.problems[name]}
      value={state.draft[name]}
      inputMode="numeric"
      autoComplete="off"
      className="max-w-28 text-center tabular-nums"
      onChange={(event) => state.change(name, event.target.value)}
      onBlur={() => state.leave(name)}
      after={
        <>
          <IconButton
            label={t('one_less', { field: label })}
            disabled={count <= min}
            onClick={() => step(-1)}
            className="border border-edge"
          >
            <Minus aria-hidden="true" className="size-5" />
          </IconButton>
          <IconButton
            label={t('one_more', { field: label })}
            disabled={count >= max}
            onClick={() => step(1)}
            className="border border-edge"
          >
            <Plus aria-hidden="true" className="size-5" />
          </IconButton>
        </>
      }
    />
  )
}
