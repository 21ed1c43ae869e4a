import { type FormEvent, useId } from 'react'
import { stayText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.ts'
import type { OrderDialogProps } from './order-dialog.ts'
import { ReasonField } from './reason-field.tsx'
import { useOrderChange } from './use-order-change.ts'
import { useReason } from './use-reason.ts'

/** A host declines a request and says why: common reasons are one tap. */
export function RejectDialog({ order, onClose }: Omit<OrderDialogProps, 'viewer'>) {
  const t = wordsOf('orders')
  const form = useId()
  const { reason, error, change: setReason, check } = useReason()
  const change = useOrderChange(order, () => {
    onClose()
    toast(t('rejected'))
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (check()) change.mutate({ action: 'reject', reason: reason.trim() })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('reject_title')}
      description={`${order.guest_name} · ${stayText(order.start_date, order.end_date)}`}
      actions={
        <>
          <Button onClick={onClose}>{t('back')}</Button>
          <Button type="submit" form={form} tone="danger" busy={change.isPending}>
            {t('reject_confirm')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        <p>{t('reject_hint')}</p>
        <ReasonField value={reason} onChange={setReason} error={error} />
      </form>
    </Dialog>
  )
}
