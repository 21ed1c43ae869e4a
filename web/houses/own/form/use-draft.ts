import { useState } from 'react'
import { checkField, checkFields, type Problems } from './check-draft.ts'
import type { DraftField, HouseDraft, TypedField } from './draft.ts'

export interface DraftState {
  readonly draft: HouseDraft
  readonly problems: Problems
  readonly change: <Field extends DraftField>(field: Field, value: HouseDraft[Field]) => void
  /** Several fields that are one answer. */
  readonly changeAll: (values: Partial<Record<TypedField, string>>) => void
  /** When a field is left: tells what is wrong with it, if it was filled in at all. */
  readonly leave: (field: TypedField) => void
  /** Shows what is wrong with these fields, and returns the first of them. */
  readonly check: (fields: readonly TypedField[]) => TypedField | undefined
  readonly refuse: (field: DraftField, problem: string) => void
  readonly replace: (draft: HouseDraft) => void
}

/** What is typed and what is wrong with it; each change is handed to `onChange` to be kept. */
export function useDraft(first: HouseDraft, onChange: (draft: HouseDraft) => void): DraftState {
  const [draft, setDraft] = useState(first)
  const [problems, setProblems] = useState<Problems>({})
  const told = (field: DraftField, problem: string | undefined) =>
    setProblems(({ [field]: _, ...others }) => (problem ? { ...others, [field]: problem } : others))
  return {
    draft,
    problems,
    change: (field, value) => {
      const next = { ...draft, [field]: value }
      setDraft(next)
      onChange(next)
      // Once told, it is told until it is right: and no later.
      if (field === 'facility' || field === 'bedrooms') told(field, undefined)
      else if (problems[field]) told(field, checkField(next, field as TypedField))
    },
    changeAll: (values) => {
      const next = { ...draft, ...values }
      setDraft(next)
      onChange(next)
      for (const field of Object.keys(values)) told(field as TypedField, undefined)
    },
    leave: (field) => {
      if (draft[field].trim()) told(field, checkField(draft, field))
    },
    check: (fields) => {
      const found = checkFields(draft, fields)
      setProblems(found)
      return fields.find((field) => found[field])
    },
    refuse: told,
    replace: (next) => {
      setDraft(next)
      setProblems({})
    },
  }
}
