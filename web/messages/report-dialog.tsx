import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import type { Thread } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'

const REASON_MAX = 500

/** Says what those who run the site may see then, before it is sent. */
export function ReportDialog({
  thread,
  onClose,
}: {
  readonly thread: Thread
  readonly onClose: () => void
}) {
  const t = wordsOf('messages')
  const form = useId()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const report = useChange(
    (said: string) =>
      ask('POST', '/threads/{id}/reports', {
        params: { id: thread.thread_id },
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
    if (reason.trim() === '') setError(t('report_empty'))
    else report.mutate(reason.trim())
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('report')}
      description={t('report_hint')}
      actions={
        <Button type="submit" form={form} tone="danger" busy={report.isPending}>
          {t('report_send')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextArea
          label={t('report_reason')}
          error={error}
          maxLength={REASON_MAX}
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
