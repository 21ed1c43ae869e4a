import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { HostFrame } from './host-frame.tsx'
import { EMPTY_DRAFT } from './house-form/draft.ts'
import {
  findDraft,
  findMade,
  forgetDraft,
  forgetMade,
  type KeptDraft,
} from './house-form/kept-draft.ts'
import { NewHouseForm } from './house-form/new-house-form.tsx'
import { ResumeDraft } from './house-form/resume-draft.tsx'

export function NewHousePage() {
  const t = wordsOf('host')
  return (
    <HostFrame title={t('publish')}>{({ user_id }) => <NewHouse user_id={user_id} />}</HostFrame>
  )
}

/** Begins anew, or goes on with what this person typed last time. */
function NewHouse({ user_id }: { readonly user_id: number }) {
  const { step } = useSearch({ from: '/host/houses/new' })
  const navigate = useNavigate()
  const [kept, setKept] = useState<KeptDraft | undefined>(() => findDraft(user_id, 'new'))
  const made = findMade(user_id)
  // "Back" from the house that the form has become.
  if (step && !kept && made && !findDraft(user_id, 'new'))
    return <Navigate to="/host/houses/$id" params={{ id: made }} search={{ step }} replace />
  if (!step && kept)
    return (
      <ResumeDraft
        kept={kept}
        onResume={() =>
          void navigate({ to: '/host/houses/new', search: { step: 'basics' }, replace: true })
        }
        onRestart={() => {
          forgetDraft(user_id, 'new')
          forgetMade(user_id)
          setKept(undefined)
        }}
      />
    )
  return <NewHouseForm user_id={user_id} step={step} first={kept?.draft ?? EMPTY_DRAFT} />
}
