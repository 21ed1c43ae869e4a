import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { useDraft } from '../draft.ts'
import { ORDER_STALE } from '../order-stale.ts'
import type { ReviewDialogProps } from './order-reviews.ts'

const LENGTH_MAX = 2_000

/** The host's one public answer; what was typed is kept until it is sent. */
export function ReplyDialog({ order, reviews, onClose }: ReviewDialogProps) {
  const t = wordsOf('reviews')
  const form = useId()
  const before = reviews.review?.reply ?? ''
  const [draft, setDraft, forget] = useDraft(`ihome-reply-${order.order_id}`)
  const [touched, setTouched] = useState(false)
  const [error, setError] = useState<string>()
  const text = touched || draft ? draft : before
  const change = useChange(
    (said: string) =>
      ask('PUT', '/orders/{id}/reply', {
        params: { id: order.order_id },
        body: { text: said, edit: before !== '' },
      }),
    {
      stale: ORDER_STALE,
      onDone: () => {
        forget()
        onClose()
        toast(t(before ? 'saved' : 'replied'))
      },
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') setError(t('text_empty'))
    else change.mutate(text.trim())
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(before ? 'edit_reply' : 'reply')}
      description={order.title}
      actions={
        <Button type="submit" form={form} tone="brand" busy={change.isPending}>
          {t('reply_send')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextArea
          label={t('reply_label')}
          hint={t('reply_hint')}
          error={error}
          rows={5}
          maxLength={LENGTH_MAX}
          value={text}
          onChange={(event) => {
            setTouched(true)
            setDraft(event.target.value)
            setError(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}
