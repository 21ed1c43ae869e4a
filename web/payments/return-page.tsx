import type { ReactNode } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { OutcomeCard } from './outcome-card.tsx'
import { PaidOrder } from './paid-order.tsx'
import { OrderLink, OrdersLink, PayAgain } from './return-buttons.tsx'
import { type Outcome, useReturn } from './use-return.ts'

/** Where a payment provider sends the browser back to: says what came of the payment. */
export function ReturnPage() {
  const outcome = useReturn()
  const { kind } = outcome
  return (
    <OutcomeCard kind={kind} ways={waysOn(outcome)}>
      {kind === 'paid' && <PaidOrder order_id={outcome.order_id} />}
    </OutcomeCard>
  )
}

function waysOn(outcome: Outcome): ReactNode {
  const t = wordsOf('payments')
  switch (outcome.kind) {
    case 'asking':
      return null
    case 'unverified':
      return <OrdersLink />
    case 'unheard':
      return (
        <>
          <Button tone="brand" onClick={() => void outcome.retry()}>
            {t('look_again')}
          </Button>
          <OrdersLink />
        </>
      )
    case 'unpaid':
      return (
        <>
          <PayAgain order_id={outcome.order_id} />
          <OrderLink order_id={outcome.order_id} />
        </>
      )
    default:
      return (
        <OrderLink order_id={outcome.order_id} tone={outcome.kind === 'paid' ? 'brand' : 'plain'} />
      )
  }
}
