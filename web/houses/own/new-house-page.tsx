import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../../account/session/me.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { EMPTY_DRAFT } from './form/draft.ts'
import { findDraft, findMade, forgetDraft, forgetMade, type KeptDraft } from './form/kept-draft.ts'
import { NewHouseForm } from './form/new-house-form.tsx'
import { ResumeDraft } from './form/resume-draft.tsx'

export function NewHousePage() {
  const { user_id } = useMe()
  return (
    <>
      <PageHeading of="/host/houses/new" />
      <NewHouse user_id={user_id} />
    </>
  )
}

/** Begins anew, or goes on with what this person typed last time. */
function NewHouse({ user_id }: { readonly user_id: number }) {
  const { step } = useSearch({ from: '/_host/host/houses/new' })
  const navigate = useNavigate()
  const [kept, setKept] = useState<KeptDraft | undefined>(() =>
    findDraft(user_id, 'new', EMPTY_DRAFT),
  )
  const made = findMade(user_id)
  // "Back" from the house that the form has become.
  if (step && !kept && made && !findDraft(user_id, 'new', EMPTY_DRAFT))
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
