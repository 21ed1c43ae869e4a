import { type FormEvent, useId, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { type GivenStars, StarInputs } from '../reviews/star-inputs.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'
import { useDraft } from './draft.ts'
import type { OrderDialogProps } from './order-dialog.ts'
import type { OrderReviews } from './reviews/order-reviews.ts'
import { useOrderComment } from './use-order-change.ts'

const LENGTH_MAX = 2_000

interface CommentProps extends Omit<OrderDialogProps, 'viewer'> {
  /** Where the review that stands is edited. */
  readonly reviews?: OrderReviews
}

/** How the stay was. What was typed is kept until it is sent, whatever happens to the page. */
export function CommentDialog({ order, reviews, onClose }: CommentProps) {
  const t = wordsOf('orders')
  const form = useId()
  const before = reviews?.review ?? undefined
  const [draft, setDraft, forget] = useDraft(`ihome-comment-${order.order_id}`)
  const [touched, setTouched] = useState(false)
  const comment = touched || draft || !before ? draft : order.comment
  const [given, setGiven] = useState<GivenStars>({
    stars: before?.stars ?? undefined,
    aspects: before?.aspects ?? {},
  })
  const [error, setError] = useState<string>()
  const change = useOrderComment(order, () => {
    forget()
    onClose()
    toast(before ? wordsOf('reviews')('saved') : t('commented'))
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = comment.trim()
    if (said === '') setError(t('comment_empty'))
    else change.mutate({ comment: said, ...starsOf(given), edit: before !== undefined })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={before ? wordsOf('reviews')('edit_comment') : t('comment_title')}
      description={order.title}
      actions={
        <Button type="submit" form={form} tone="brand" busy={change.isPending}>
          {t('comment_send')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-5">
        <StarInputs value={given} onChange={setGiven} />
        <div className="grid gap-1">
          <TextArea
            label={t('comment_label')}
            hint={t('comment_hint')}
            error={error}
            rows={6}
            maxLength={LENGTH_MAX}
            value={comment}
            onChange={(event) => {
              setTouched(true)
              setDraft(event.target.value)
              setError(undefined)
            }}
          />
          <p className="text-right text-sm text-soft tabular-nums">
            <span className="sr-only">{t('comment_length')}</span> {comment.length} / {LENGTH_MAX}
          </p>
        </div>
      </form>
    </Dialog>
  )
}

const starsOf = ({ stars, aspects }: GivenStars) => (stars === undefined ? {} : { stars, aspects })
