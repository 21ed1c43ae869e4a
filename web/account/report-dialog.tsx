import { type FormEvent, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'
import { useChange } from './session/use-change.ts'

const REASON_MAX = 500

interface ReportWords {
  readonly title: string
  /** Who sees what then. */
  readonly hint: string
  readonly reason: string
  readonly empty: string
  readonly send: string
  readonly done: string
}

interface ReportProps {
  readonly words: ReportWords
  readonly send: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}

/** Tells those who run the site what is wrong with something, and why. */
export function ReportDialog({ words, send, onClose }: ReportProps) {
  const form = useId()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const report = useChange(send, {
    onDone: () => {
      onClose()
      toast(words.done)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') setError(words.empty)
    else report.mutate(reason.trim())
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.hint}
      actions={
        <Button type="submit" form={form} tone="danger" busy={report.isPending}>
          {words.send}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextArea
          label={words.reason}
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
