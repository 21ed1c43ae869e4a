import { type FormEvent, useId, useState } from 'react'
import { lastOfStay } from '../../../rules/stay-words.ts'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import type { Order } from '../../api/contract.ts'
import { endOf, stayText } from '../../i18n/format.ts'
import { STAY_UNIT } from '../../i18n/stay-unit.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { ORDER_STALE } from '../order-stale.ts'

interface ProposeProps {
  readonly order: Order
  readonly onClose: () => void
}

/** Other days or guests for a paid order; the server says what they cost, and the other side decides. */
export function ProposeDialog({ order, onClose }: ProposeProps) {
  const t = wordsOf('orders')
  const form = useId()
  const [from, setFrom] = useState(order.start_date)
  const [end, setEnd] = useState(endOf(order.end_date))
  const [guests, setGuests] = useState(String(order.guests))
  const [problem, setProblem] = useState<Error>()
  const propose = useChange(
    () =>
      ask('POST', '/orders/{id}/changes', {
        params: { id: order.order_id },
        body: {
          start_date: from,
          end_date: end && lastOfStay(STAY_UNIT, end),
          guests: guests.trim(),
        },
      }),
    {
      stale: ORDER_STALE,
      onDone: () => {
        onClose()
        toast(t('change_proposed'))
      },
      onFailed: setProblem,
    },
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    propose.mutate(undefined)
  }
  const write = (set: (text: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value)
    setProblem(undefined)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('change_propose')}
      description={stayText(order.start_date, order.end_date)}
      actions={
        <Button tone="brand" type="submit" form={form} busy={propose.isPending}>
          {t('change_send')}
        </Button>
      }
    >
      <form id={form} onSubmit={send} className="grid gap-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            label={t('first_day')}
            type="date"
            required
            value={from}
            onChange={write(setFrom)}
          />
          <TextField
            label={t(`last_day_${STAY_UNIT}`)}
            type="date"
            required
            value={end}
            onChange={write(setEnd)}
          />
        </div>
        <TextField
          label={t('change_party')}
          inputMode="numeric"
          pattern="[0-9]*"
          required
          value={guests}
          onChange={write(setGuests)}
        />
        <p className="text-sm text-soft">{t('change_price_hint')}</p>
        {problem && (
          <p role="alert" className="text-bad">
            {problem.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
