import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import type { Order } from '../api/contract.ts'
import { money, readTyped } from '../i18n/currency.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'
import { ORDER_STALE } from './order-stale.ts'
import { ReasonField } from './reason-field.tsx'
import { useReason } from './use-reason.ts'

export interface GiveProps {
  readonly order: Order
  /** Fen; the server says how much. */
  readonly giveable: number
}

export function GiveDialog({
  order,
  giveable,
  onClose,
}: GiveProps & { readonly onClose: () => void }) {
  const t = wordsOf('orders')
  const form = useId()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<Error>()
  const { reason, error, change: setReason, check } = useReason()
  const give = useChange(
    () =>
      ask('POST', '/orders/{id}/refunds', {
        params: { id: order.order_id },
        body: { amount: readTyped(typed.trim()) ?? 0, reason: reason.trim() },
      }),
    {
      stale: ORDER_STALE,
      onDone: () => {
        onClose()
        toast(t('given'))
      },
      onFailed: setProblem,
    },
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (check()) give.mutate(undefined)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('give')}
      description={t('give_hint', { amount: money(giveable) })}
      actions={
        <Button tone="brand" type="submit" form={form} busy={give.isPending}>
          {t('give')}
        </Button>
      }
    >
      <form id={form} onSubmit={send} className="grid gap-5">
        <TextField
          label={t('give_amount')}
          inputMode="decimal"
          pattern="[0-9]+([.][0-9]{1,2})?"
          required
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setProblem(undefined)
          }}
        />
        <ReasonField value={reason} onChange={setReason} error={error} />
        {problem && (
          <p role="alert" className="text-bad">
            {problem.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
