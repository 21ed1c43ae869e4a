import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { StarInput } from '../../reviews/star-input.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { ORDER_STALE } from '../order-stale.ts'
import type { ReviewDialogProps } from './order-reviews.ts'

const LENGTH_MAX = 200

/** What a host says of a guest, for other hosts. */
export function RateGuestDialog({ order, reviews: { given }, onClose }: ReviewDialogProps) {
  const t = wordsOf('reviews')
  const form = useId()
  const [stars, setStars] = useState(given?.stars)
  const [text, setText] = useState(given?.text ?? '')
  const [error, setError] = useState<string>()
  const change = useChange(
    (chosen: number) =>
      ask('PUT', '/orders/{id}/guest_rating', {
        params: { id: order.order_id },
        body: { stars: chosen, text: text.trim(), edit: given !== null },
      }),
    {
      stale: ORDER_STALE,
      onDone: () => {
        onClose()
        toast(t('guest_rated'))
      },
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (stars === undefined) setError(t('rate_missing'))
    else change.mutate(stars)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(given ? 'edit_guest_rating' : 'rate_guest')}
      description={order.guest_name}
      actions={
        <Button type="submit" form={form} tone="brand" busy={change.isPending}>
          {t('rate_send')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-5">
        <StarInput
          label={t('rate_label')}
          value={stars}
          error={error}
          onChange={(chosen) => {
            setStars(chosen)
            setError(undefined)
          }}
        />
        <TextField
          label={t('rate_line')}
          hint={t('rate_hint')}
          maxLength={LENGTH_MAX}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
