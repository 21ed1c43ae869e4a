import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useChange } from '../../../account/session/use-change.ts'
import type { HouseForm } from '../../../api/contract.ts'
import { toast } from '../../../ui/toast.ts'
import { type DraftField, formOf } from './draft.ts'
import { readRefusal } from './read-refusal.ts'
import { type StepName, stepOf, TYPED_FIELDS } from './steps.ts'
import type { DraftState } from './use-draft.ts'

interface Sending<Result> {
  readonly state: DraftState
  readonly work: (form: HouseForm) => Promise<Result>
  readonly onOpen: (step: StepName) => void
  readonly onDone: (result: Result) => unknown
}

/** Sends the whole form; a wrong field, here or at the server, is opened and told. */
export function useSendDraft<Result>({ state, work, onOpen, onDone }: Sending<Result>) {
  const client = useQueryClient()
  const [wanted, setWanted] = useState<{ readonly field: DraftField }>()
  const show = (field: DraftField) => {
    onOpen(stepOf(field))
    setWanted({ field })
  }
  const sending = useChange(work, {
    stale: ['/user/houses', '/houses'],
    onDone,
    onFailed: async (error) => {
      const refused = await readRefusal(client, state.draft, error).catch(() => undefined)
      if (!refused) return toast(error.message, 'bad')
      state.refuse(refused.field, refused.problem)
      show(refused.field)
    },
  })
  const send = () => {
    const wrong = state.check(TYPED_FIELDS)
    if (wrong) show(wrong)
    else sending.mutate(formOf(state.draft))
  }
  return { send, busy: sending.isPending, wanted, show }
}
