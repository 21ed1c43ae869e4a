import { Link } from '@tanstack/react-router'
import { wordsOf } from '../i18n/words.ts'
import { usePay } from '../orders/use-pay.ts'
import { Button, buttonClass } from '../ui/button.tsx'

export function OrderLink({
  order_id,
  tone = 'plain',
}: {
  readonly order_id: number
  readonly tone?: 'brand' | 'plain'
}) {
  const t = wordsOf('payments')
  return (
    <Link to="/orders/$id" params={{ id: String(order_id) }} className={buttonClass(tone)}>
      {t('to_order')}
    </Link>
  )
}

export function OrdersLink() {
  const t = wordsOf('payments')
  return (
    <Link to="/orders" className={buttonClass('plain')}>
      {t('to_orders')}
    </Link>
  )
}

export function PayAgain({ order_id }: { readonly order_id: number }) {
  const t = wordsOf('payments')
  const { pay, busy } = usePay({ order_id })
  return (
    <Button tone="brand" busy={busy} onClick={() => void pay()}>
      {t('pay_again')}
    </Button>
  )
}
