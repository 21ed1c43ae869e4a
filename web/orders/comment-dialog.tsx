import { type FormEvent, useId, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'
import { useDraft } from './draft.ts'
import type { OrderDialogProps } from './order-dialog.ts'
import { useOrderComment } from './use-order-change.ts'

const LENGTH_MAX = 2_000

/** How the stay was. What was typed is kept until it is sent, whatever happens to the page. */
export function CommentDialog({ order, onClose }: Omit<OrderDialogProps, 'viewer'>) {
  const t = wordsOf('orders')
  const form = useId()
  const [comment, setComment, forget] = useDraft(`ihome-comment-${order.order_id}`)
  const [error, setError] = useState<string>()
  const change = useOrderComment(order, () => {
    forget()
    onClose()
    toast(t('commented'))
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = comment.trim()
    if (said === '') setError(t('comment_empty'))
    else change.mutate(said)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('comment_title')}
      description={order.title}
      actions={
        <Button type="submit" form={form} tone="brand" busy={change.isPending}>
          {t('comment_send')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-1">
        <TextArea
          label={t('comment_label')}
          hint={t('comment_hint')}
          error={error}
          rows={6}
          maxLength={LENGTH_MAX}
          value={comment}
          onChange={(event) => {
            setComment(event.target.value)
            setError(undefined)
          }}
        />
        <p className="text-right text-sm text-soft tabular-nums">
          <span className="sr-only">{t('comment_length')}</span> {comment.length} / {LENGTH_MAX}
        </p>
      </form>
    </Dialog>
  )
}
