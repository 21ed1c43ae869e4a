import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'

const LENGTH_MAX = 500

interface ReportProps {
  readonly house_id: number
  readonly review_id: number
  readonly onClose: () => void
}

/** Tells the site what is wrong with a review. */
export function ReportDialog({ house_id, review_id, onClose }: ReportProps) {
  const t = wordsOf('reviews')
  const form = useId()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const change = useChange(
    (said: string) =>
      ask('POST', '/houses/{id}/reviews/{review_id}/report', {
        params: { id: house_id, review_id },
        body: { reason: said },
      }),
    {
      onDone: () => {
        onClose()
        toast(t('reported'))
      },
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') setError(t('text_empty'))
    else change.mutate(reason.trim())
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('report')}
      description={t('report_hint')}
      actions={
        <Button type="submit" form={form} tone="brand" busy={change.isPending}>
          {t('report_send')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextArea
          label={t('report_reason')}
          error={error}
          maxLength={LENGTH_MAX}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
            setError(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}
