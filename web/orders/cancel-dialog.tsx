import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { read } from '../api/queries.ts'
import { money, stayText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { RefundSteps } from '../pricing/refund-steps.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.ts'
import type { OrderDialogProps } from './order-dialog.ts'
import { ReasonField } from './reason-field.tsx'
import { useOrderChange } from './use-order-change.ts'
import { useReason } from './use-reason.ts'

/** Asks before an order is cancelled, and tells what becomes of the money; a host says why. */
export function CancelDialog({ order, viewer, onClose }: OrderDialogProps) {
  const t = wordsOf('orders')
  const form = useId()
  const { reason, error, change: setReason, check } = useReason()
  const { data } = useQuery(read('/orders/{id}', { params: { id: order.order_id } }))
  const { cancellation } = data ?? {}
  const paid = cancellation !== undefined && cancellation.paid > 0
  const left = paid ? cancellation.paid - cancellation.refunded : 0
  const refund = viewer === 'host' ? left : (cancellation?.refund_now ?? 0)
  const change = useOrderChange(order, () => {
    onClose()
    toast(refund > 0 ? t('canceled_refund', { amount: money(refund) }) : t('canceled'))
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (viewer === 'guest') change.mutate({ action: 'cancel' })
    else if (check()) change.mutate({ action: 'cancel', reason: reason.trim() })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('cancel_title')}
      description={`${order.title} · ${stayText(order.start_date, order.end_date)}`}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button type="submit" form={form} tone="danger" busy={change.isPending}>
            {t('cancel_confirm')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        <p>
          {paid
            ? t(`cancel_refund_${viewer}`, { amount: money(left), refund: money(refund) })
            : t(`cancel_free_${viewer}`)}
        </p>
        {paid && viewer === 'guest' && <RefundSteps terms={cancellation} />}
        {viewer === 'host' && <ReasonField value={reason} onChange={setReason} error={error} />}
      </form>
    </Dialog>
  )
}
